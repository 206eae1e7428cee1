"""Settling: what the outcomes of attempts write, within one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery.attempt import VERDICTS, Verdict, attempt_of
from application.delivery.circuit_breaker import breaker_pause
from application.delivery.entry import Entry, Settlement
from application.delivery.outcome import NotSent, Outcome, Throttled, Unconfirmed, Withheld
from application.delivery.pause import RelayPause
from application.delivery.settlement import SettlementPolicy
from application.ports.transaction import Transaction
from application.ports.work import Work
from application.relay.lead_outcomes import record_settlements

SOON = timedelta(minutes=5)
"""After the end of a pause: a refusal that is older says nothing about now."""


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """An attempt that is over; ``is_by_watch`` when its sender was not heard of again."""

    entry: Entry
    outcome: Outcome
    is_by_watch: bool = False

    @property
    def verdict(self) -> Verdict:
        return Verdict.LEASE_OVER if self.is_by_watch else VERDICTS[type(self.outcome)]

    @property
    def went_unanswered(self) -> bool:
        return isinstance(self.outcome, Unconfirmed) and not self.is_by_watch


JudgedAttempt = tuple[FinishedAttempt, Settlement]


@dataclass(frozen=True, slots=True)
class Settled:
    """``attempts`` that changed their entry, and the ``pauses`` that have begun."""

    attempts: Sequence[JudgedAttempt]
    pauses: Sequence[RelayPause]


async def settle(
    tx: Transaction, finished: Sequence[FinishedAttempt], policy: SettlementPolicy, *, chat_gap: timedelta, at: datetime
) -> Settled:
    """Write entries, attempts, pauses, chat states, and what the leads and accounts record of it."""
    judged = [(attempt, await _judge(tx, attempt, policy, at)) for attempt in finished]
    if any(attempt.went_unanswered or settlement.pause is not None for attempt, settlement in judged):
        # Else a relay that has looked at the pauses already could still lease what is queued again here.
        await tx.rate_limiter.hold()
    by_entry = [(attempt.entry, settlement) for attempt, settlement in judged]
    written = await tx.outbox.settle(by_entry, at=at)
    await tx.attempts.add(
        [
            attempt_of(attempt.entry, attempt.verdict, ended_at=at, counted=is_written, reason=settlement.reason)
            for attempt, settlement in judged
            if (is_written := attempt.entry.id in written) or not attempt.is_by_watch
        ]
    )
    pauses = await _pause(tx, judged, at)
    await _update_chat_states(tx, judged, chat_gap, at)
    settled = [(entry, settlement) for entry, settlement in by_entry if entry.id in written]
    await record_settlements(tx, settled, at=at, of_chats=by_entry)
    tx.wake(Work.MESSAGES, elsewhere=False)  # more may be in flight now
    return Settled([pair for pair in judged if pair[0].entry.id in written], pauses)


async def is_one_chats_own(tx: Transaction, chat_id: int, refusal: Throttled, now: datetime) -> bool:
    """Whether a 429 is about this chat alone: Telegram does not say.

    The first pauses all. When the same chat is refused again soon, though others were let through since, the trouble is
    its own.
    """
    since = now - 2 * refusal.retry_after - SOON
    return await tx.attempts.others_sent_since_throttled(chat_id, since=since)


async def _judge(tx: Transaction, attempt: FinishedAttempt, policy: SettlementPolicy, now: datetime) -> Settlement:
    entry, outcome = attempt.entry, attempt.outcome
    is_own = isinstance(outcome, Throttled) and await is_one_chats_own(tx, entry.content.chat_id, outcome, now)
    return policy.settle(entry, outcome, now=now, others_are_let_through=is_own)


async def _pause(tx: Transaction, judged: Sequence[JudgedAttempt], now: datetime) -> Sequence[RelayPause]:
    """Also for an attempt that had lost its lease: what Telegram said of all sending is true all the same."""
    pauses = [settlement.pause for _, settlement in judged if settlement.pause is not None]
    if any(attempt.went_unanswered for attempt, _ in judged):
        breaker = breaker_pause(await tx.attempts.unconfirmed_in_a_row(), now)
        pauses += [breaker] if breaker else []
    for pause in pauses:
        await tx.rate_limiter.pause(pause)
    return pauses


async def _update_chat_states(
    tx: Transaction, judged: Sequence[JudgedAttempt], chat_gap: timedelta, now: datetime
) -> None:
    """Of lost leases too. A chat that was written to, or has refused, is left alone for a while."""
    busy: dict[int, datetime] = {}
    for attempt, settlement in judged:
        chat_id = attempt.entry.content.chat_id
        if settlement.chat_is_unreachable:
            await tx.chat_states.mark_unreachable(chat_id, reason=settlement.reason, at=now)
        if settlement.chat_moved_to is not None:
            await tx.chat_states.move(chat_id, to=settlement.chat_moved_to)
        gap = timedelta(0) if isinstance(attempt.outcome, NotSent | Withheld) else chat_gap
        free_in = settlement.chat_paused_for or gap
        if free_in and not attempt.is_by_watch:
            busy[chat_id] = now + free_in
    await tx.chat_states.throttle_until(busy, at=now)
