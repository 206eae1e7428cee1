"""T3 decided: what an outcome makes of an entry. The table of the design's section 6, as a pure function."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery import (
    DeliveryPolicy,
    Entry,
    EntryState,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Settlement,
    Throttled,
    Unconfirmed,
)

BACKOFF_FIRST = timedelta(seconds=2)
BACKOFF_MOST = timedelta(minutes=10)
MOST_EDITS = 10
"""So often an edit is tried; then it stands aside for what waits behind it in its chat."""
REPAIR_PAUSE = timedelta(minutes=1)
"""How long the relay waits before it asks again whether a person has repaired the configuration."""


@dataclass(frozen=True, slots=True)
class Settling:
    policy: DeliveryPolicy
    jitter: random.Random

    def settle(self, entry: Entry, outcome: Outcome, *, now: datetime) -> Settlement:
        match outcome:
            case Sent():
                return Settlement(EntryState.SENT, message_id=outcome.message_id)
            case NotSent():
                return self._again(outcome.reason, now + self._backoff(entry.attempts))
            case Throttled():
                return self._refused_for_now("429: too many requests", outcome.retry_after, now)
            case Rejected():
                return Settlement(EntryState.DEAD, reason=outcome.reason)
            case Misconfigured():
                return self._refused_for_now(outcome.reason, REPAIR_PAUSE, now)
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

    def _refused_for_now(self, reason: str, pause: timedelta, now: datetime) -> Settlement:
        return Settlement(EntryState.QUEUED, reason, not_before=now + pause, counts_as_attempt=False, paused_for=pause)

    def _backoff(self, attempts: int) -> timedelta:
        """Full jitter: anything up to the exponential bound, so that the waiting do not come back together."""
        bound = min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** min(attempts, 20))
        return timedelta(seconds=bound.total_seconds() * self.jitter.random())
