"""Outbox entries, their states, and how they pass from state to state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from application.delivery.message import Message
from application.delivery.pause import RelayPause
from domain.reminders.reminder import ReminderId


class EntryKind(StrEnum):
    """A ``card`` is the message about a new lead, an ``answer`` was asked for, a ``page`` by a press: of several that
    wait in a chat the last is sent. A ``notice`` was not asked for and can wait."""

    REMINDER = "reminder"
    CARD = "card"
    ANSWER = "answer"
    PAGE = "page"
    NOTICE = "notice"


class Priority(IntEnum):
    """Smaller goes first."""

    REPLY = 0
    REMINDER = 1
    DIGEST = 2


class EntryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


MAY_BE_ENDED = (EntryState.QUEUED, EntryState.UNCONFIRMED, EntryState.DEAD, EntryState.EXPIRED)
"""By a person's word, or by an expiry."""
ENDED = (EntryState.SENT, EntryState.DEAD, EntryState.EXPIRED, EntryState.WITHDRAWN)
"""Pruned when long over; kinds that later messages and unique keys refer to keep their row without its words."""
KEPT_KINDS = (EntryKind.REMINDER, EntryKind.CARD)


class DeliveryPolicy(StrEnum):
    """When it is not known whether Telegram took a message: wait for a person, or send it again."""

    QUARANTINE = "quarantine"
    RESEND = "resend"


LONGEST_WAIT = timedelta(minutes=15)
"""Longer than any wait of ``SettlementPolicy``, which its test holds: an entry that seems to wait longer was put off
before the wall clock was set back, and is due now."""

PRIORITIES = {EntryKind.REMINDER: Priority.REMINDER, EntryKind.NOTICE: Priority.DIGEST}


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One message to be sent, or to replace the text of the message that entry ``edits`` became.

    A reminder's entry has ``reminder_id`` and ``generation``; they are unique together, for all time. It says when
    it was due, and from ``expires_at`` on it is of no use and is not sent.
    """

    kind: EntryKind
    chat_id: int
    message: Message
    lead_id: UUID | None = None
    reminder_id: ReminderId | None = None
    generation: int | None = None
    edits: int | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def claim(self) -> tuple[ReminderId, int] | None:
        """Of a reminder's entry; None of any other."""
        if self.reminder_id is None or self.generation is None:
            return None
        return self.reminder_id, self.generation

    @property
    def priority(self) -> Priority:
        return PRIORITIES.get(self.kind, Priority.REPLY)


@dataclass(frozen=True, slots=True)
class Entry:
    """``attempts`` leaves out those that a 429 ended. ``token``, ``leased_at``, ``lease_until`` and
    ``edits_message_id`` belong to the attempt in flight: it edits that message, or sends a new one."""

    id: int
    bot_id: int
    content: NewEntry
    state: EntryState
    created_at: datetime
    not_before: datetime
    attempts: int = 0
    token: str | None = None
    leased_at: datetime | None = None
    lease_until: datetime | None = None
    edits_message_id: int | None = None
    message_id: int | None = None
    settled_at: datetime | None = None
    reason: str = ""
    may_duplicate: bool = False

    def leased(self, *, token: str, at: datetime, until: datetime, edits_message_id: int | None) -> "Entry":
        """One more attempt is in flight."""
        attempts, state = self.attempts + 1, EntryState.SENDING
        lease = replace(self, state=state, token=token, leased_at=at, lease_until=until, attempts=attempts)
        return replace(lease, edits_message_id=edits_message_id)

    @property
    def is_uncertain(self) -> bool:
        """Whether it may have arrived without our knowing: being sent, unconfirmed, or to be sent once more."""
        is_repeat = self.may_duplicate and self.state in (EntryState.QUEUED, EntryState.EXPIRED)
        return is_repeat or self.state in (EntryState.SENDING, EntryState.UNCONFIRMED)

    def may_be_settled(self, state: EntryState) -> bool:
        """While it is being sent; and late good news is still news."""
        is_late_proof = self.state is EntryState.UNCONFIRMED and state is EntryState.SENT
        return self.state is EntryState.SENDING or is_late_proof

    def settled(self, settlement: "Settlement", at: datetime) -> "Entry":
        """The token stays: it is what a late ``sent`` is known by."""
        is_queued = settlement.state is EntryState.QUEUED
        return replace(
            self,
            state=settlement.state,
            reason=settlement.reason,
            not_before=(settlement.not_before or at) if is_queued else self.not_before,
            attempts=self.attempts if settlement.counts_as_attempt else self.attempts - 1,
            lease_until=None,
            message_id=settlement.message_id or self.message_id,
            settled_at=None if is_queued else at,
            may_duplicate=self.may_duplicate or settlement.may_duplicate,
        )

    def ended(self, state: EntryState, *, reason: str, at: datetime, message_id: int | None = None) -> "Entry":
        message_id = message_id or self.message_id
        return replace(self, state=state, reason=reason, settled_at=at, lease_until=None, message_id=message_id)

    def requeued(self, *, reason: str, at: datetime, may_duplicate: bool) -> "Entry":
        """Without its expiry: who asks for this knows how late it is."""
        content, may_duplicate = replace(self.content, expires_at=None), self.may_duplicate or may_duplicate
        queued = replace(self, content=content, state=EntryState.QUEUED, not_before=at, settled_at=None)
        return replace(queued, reason=reason, may_duplicate=may_duplicate)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is written for one attempt: the entry's next state, and what follows for its chat and for all.

    ``pause`` stops the whole relay; ``chat_paused_for`` its own chat only; ``chat_moved_to`` takes what waits for
    the chat to its new id; ``chat_is_unreachable`` lets what waits for the chat wait on.
    """

    state: EntryState
    reason: str = ""
    not_before: datetime | None = None
    message_id: int | None = None
    counts_as_attempt: bool = True
    may_duplicate: bool = False
    pause: RelayPause | None = None
    chat_paused_for: timedelta | None = None
    chat_moved_to: int | None = None
    chat_is_unreachable: bool = False
