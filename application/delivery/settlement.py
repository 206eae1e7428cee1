"""What an outcome makes of an entry, as a pure function; of direct answers ``relay/direct.py`` decides."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from application.delivery.entry import DeliveryPolicy, Entry, EntryState, Settlement
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
    Withheld,
)
from application.delivery.pause import PauseCause, RelayPause

TOO_MANY_REQUESTS = "429: too many requests"
BACKOFF_FIRST = timedelta(seconds=2)
BACKOFF_MOST = timedelta(minutes=10)
"""Less than ``LONGEST_WAIT`` of entries, as every ``not_before`` here: an entry that is put off further is taken for a
victim of a wall clock that was set back, and is due at once."""
MOST_EDITS = 10
"""Then an edit stands aside for what waits behind it in its chat."""
MOST_MOVES = 3
"""A chat that moves more often leads us round in circles."""
OTHERS_FIRST = timedelta(seconds=1)
"""After a pause the chat that was refused lets the others go first: when it is refused again, the trouble is its own,
and it cannot stop all the others again and again."""
REPAIR_PAUSE = timedelta(minutes=1)
"""How long the relay waits before it asks again whether a person has repaired the configuration."""


@dataclass(frozen=True, slots=True)
class SettlementPolicy:
    policy: DeliveryPolicy
    jitter: random.Random

    def settle(
        self, entry: Entry, outcome: Outcome, *, now: datetime, others_are_let_through: bool = False
    ) -> Settlement:
        """``others_are_let_through``: Telegram took messages for other chats since it last refused this chat's, so
        that a 429 is about this chat alone."""
        match outcome:
            case Sent():
                return Settlement(EntryState.SENT, message_id=outcome.message_id)
            case NotSent():
                return self._again(entry, outcome.reason, now)
            case Withheld():
                return Settlement(EntryState.QUEUED, outcome.reason, not_before=now, counts_as_attempt=False)
            case Throttled():
                return _throttled(outcome.retry_after, now, only_this_chat=others_are_let_through)
            case Rejected():
                return Settlement(EntryState.DEAD, reason=outcome.reason)
            case ChatUnreachable():
                return Settlement(EntryState.DEAD, reason=outcome.reason, chat_is_unreachable=True)
            case ChatMoved():
                return _moved(entry, outcome.to, now)
            case Misconfigured():
                pause = RelayPause(PauseCause.MISCONFIGURED, now, now + REPAIR_PAUSE, outcome.reason)
                return _refused_for_now(pause, now)
            case Unconfirmed():
                return self._unknown(entry, outcome.reason, now)

    def _unknown(self, entry: Entry, reason: str, now: datetime) -> Settlement:
        if entry.edits_message_id is not None and entry.attempts < MOST_EDITS:
            # Putting the same text into the same message a second time changes nothing.
            return self._again(entry, reason, now)
        if self.policy is DeliveryPolicy.RESEND and not entry.may_duplicate:
            return replace(self._again(entry, reason, now), may_duplicate=True)
        return Settlement(EntryState.UNCONFIRMED, reason=reason)

    def _again(self, entry: Entry, reason: str, now: datetime) -> Settlement:
        """Full jitter: any wait up to the exponential bound, so that entries do not come back together."""
        bound = min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** min(entry.attempts, 20))
        return Settlement(EntryState.QUEUED, reason, not_before=now + bound * self.jitter.random())


def _throttled(retry_after: timedelta, now: datetime, *, only_this_chat: bool) -> Settlement:
    pause = RelayPause(PauseCause.THROTTLED, now, now + retry_after, TOO_MANY_REQUESTS)
    if only_this_chat:
        return replace(_refused_for_now(pause, now), pause=None, chat_paused_for=retry_after)
    return replace(_refused_for_now(pause, now), chat_paused_for=retry_after + OTHERS_FIRST)


def _refused_for_now(pause: RelayPause, now: datetime) -> Settlement:
    return Settlement(EntryState.QUEUED, pause.reason, not_before=now, counts_as_attempt=False, pause=pause)


def _moved(entry: Entry, to: int, now: datetime) -> Settlement:
    if entry.attempts > MOST_MOVES:
        return Settlement(EntryState.DEAD, reason="its chat moves again and again")
    return Settlement(EntryState.QUEUED, "its chat has a new id", not_before=now, chat_moved_to=to)
