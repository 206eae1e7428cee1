"""The words of delivery: outbox entries, their states, and what came of an attempt to send one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from application.message import Message
from domain.reminder import ReminderId


class EntryKind(StrEnum):
    """A ``card`` is the message about a new lead, an ``answer`` what a person asked for."""

    REMINDER = "reminder"
    CARD = "card"
    ANSWER = "answer"


class Priority(IntEnum):
    """Smaller goes first."""

    REPLY = 0
    REMINDER = 1


class EntryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class DeliveryPolicy(StrEnum):
    """What to do when nobody can know whether Telegram took a message: wait for a person, or send it again."""

    QUARANTINE = "quarantine"
    RESEND = "resend"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One message to be sent, or to replace the text of the message that entry ``edits`` became.

    A reminder's entry has ``reminder_id`` and ``generation``; they are unique together, for all time.
    """

    kind: EntryKind
    chat_id: int
    message: Message
    lead_id: UUID | None = None
    reminder_id: ReminderId | None = None
    generation: int | None = None
    edits: int | None = None

    @property
    def priority(self) -> Priority:
        return Priority.REMINDER if self.kind is EntryKind.REMINDER else Priority.REPLY


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outbox. ``attempts`` counts the tries that may have used up Telegram's patience: a 429 does
    not count. ``token``, ``lease_until`` and ``edits_message_id`` belong to the attempt under way: the last says which
    message it edits, and without one the attempt sends a new message."""

    id: int
    content: NewEntry
    state: EntryState
    created_at: datetime
    not_before: datetime
    attempts: int = 0
    token: str | None = None
    lease_until: datetime | None = None
    edits_message_id: int | None = None
    message_id: int | None = None
    settled_at: datetime | None = None
    reason: str = ""
    may_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """No byte of the request was written: trying again cannot duplicate anything."""

    reason: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """Telegram refused for now (429); the pause is for all chats."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message (400, 403, 413)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """Telegram will take no message from this program until a person repairs it (401, 404, 409)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """The request was handed over and nobody knows whether it was taken."""

    reason: str


Outcome = Sent | NotSent | Throttled | Rejected | Misconfigured | Unconfirmed


@dataclass(frozen=True, slots=True)
class Settlement:
    """What T3 writes about one attempt. ``paused_for`` stops the whole relay, for a time, and ``reason`` says why."""

    state: EntryState
    reason: str = ""
    not_before: datetime | None = None
    message_id: int | None = None
    counts_as_attempt: bool = True
    may_duplicate: bool = False
    paused_for: timedelta | None = None


@dataclass(frozen=True, slots=True)
class RelayPause:
    """No message is sent before ``until``, by any process."""

    until: datetime
    reason: str
