"""T3 decided: what an outcome makes of an entry. The table of the design's section 6, as a pure function."""

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

BACKOFF_FIRST = timedelta(seconds=2)
BACKOFF_MOST = timedelta(minutes=10)
MOST_EDITS = 10
"""So often an edit is tried; then it stands aside for what waits behind it in its chat."""
MOST_MOVES = 3
"""A chat that moves more often leads us round in circles."""
OTHERS_FIRST = timedelta(seconds=1)
"""After a pause the chat that was refused lets the others go first: should it be refused again, it is known to be
its own trouble, and it cannot stop everybody again and again."""
REPAIR_PAUSE = timedelta(minutes=1)
"""How long the relay waits before it asks again whether a person has repaired the configuration."""


@dataclass(frozen=True, slots=True)
class SettlementPolicy:
    policy: DeliveryPolicy
    jitter: random.Random

    def settle(
        self, entry: Entry, outcome: Outcome, *, now: datetime, others_are_let_through: bool = False
    ) -> Settlement:
        """``others_are_let_through`` tells of a 429 that is about this chat alone: Telegram took messages for others
        since it last refused this one."""
        match outcome:
            case Sent():
                return Settlement(EntryState.SENT, message_id=outcome.message_id)
            case NotSent():
                return self._again(outcome.reason, now + self._backoff(entry.attempts))
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
            return self._again(reason, now + self._backoff(entry.attempts))
        if self.policy is DeliveryPolicy.RESEND and not entry.may_duplicate:
            return Settlement(
                EntryState.QUEUED, reason, not_before=now + self._backoff(entry.attempts), may_duplicate=True
            )
        return Settlement(EntryState.UNCONFIRMED, reason=reason)

    def _again(self, reason: str, not_before: datetime) -> Settlement:
        return Settlement(EntryState.QUEUED, reason=reason, not_before=not_before)

    def _backoff(self, attempts: int) -> timedelta:
        """Full jitter: anything up to the exponential bound, so that the waiting do not come back together."""
        bound = min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** min(attempts, 20))
        return timedelta(seconds=bound.total_seconds() * self.jitter.random())


def _throttled(retry_after: timedelta, now: datetime, *, only_this_chat: bool) -> Settlement:
    reason = "429: too many requests"
    if only_this_chat:
        return Settlement(
            EntryState.QUEUED, reason, not_before=now, counts_as_attempt=False, chat_paused_for=retry_after
        )
    pause = RelayPause(PauseCause.THROTTLED, now, now + retry_after, reason)
    return replace(_refused_for_now(pause, now), chat_paused_for=retry_after + OTHERS_FIRST)


def _refused_for_now(pause: RelayPause, now: datetime) -> Settlement:
    return Settlement(EntryState.QUEUED, pause.reason, not_before=now, counts_as_attempt=False, pause=pause)


def _moved(entry: Entry, to: int, now: datetime) -> Settlement:
    if entry.attempts > MOST_MOVES:
        return Settlement(EntryState.DEAD, reason="its chat moves again and again")
    return Settlement(EntryState.QUEUED, "its chat has a new id", not_before=now, chat_moved_to=to)
