"""T3: what came of attempts is written, as many as have ended meanwhile in one transaction.

An outcome that is known must not be lost: while the database cannot take it, it is offered again, for as long as
somebody may still want it.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.delivery.attempt import VERDICTS, Attempt, Verdict, attempt_of
from application.delivery.circuit_breaker import breaker_pause
from application.delivery.entry import Entry, EntryState, Settlement
from application.delivery.outcome import NotSent, Outcome, Throttled, Unconfirmed, Withheld
from application.delivery.pause import RelayPause
from application.delivery.settlement import SettlementPolicy
from application.errors import ConcurrentChange, DatabaseUnavailable
from application.ports.clock import Clock
from application.ports.metrics import Meter
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.relay.lead_outcomes import record_settlements
from application.relay.leases import PauseWatch
from application.relay.throttling import is_this_chats_own
from application.transactions import run_in_transaction

log = logging.getLogger(__name__)

FIRST_PATIENCE = timedelta(milliseconds=100)
LONGEST_PATIENCE = timedelta(seconds=5)

JudgedAttempt = tuple["FinishedAttempt", Settlement]


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """An attempt that is over; ``is_by_watch`` when nobody has heard of its sender again."""

    entry: Entry
    outcome: Outcome
    is_by_watch: bool = False

    @property
    def verdict(self) -> Verdict:
        return Verdict.LEASE_OVER if self.is_by_watch else VERDICTS[type(self.outcome)]


@dataclass(slots=True)
class OutcomeWriter:
    """``gives_up_after`` is how long an outcome is kept for a database that does not answer; then its lease, and the
    next relay, decide. ``chat_gap`` is kept free after every call to a chat."""

    transactions: Transactions
    clock: Clock
    policy: SettlementPolicy
    meter: Meter
    pause_watch: PauseWatch
    chat_gap: timedelta
    gives_up_after: timedelta
    _waiting: "list[tuple[FinishedAttempt, asyncio.Future[None]]]" = field(default_factory=list)
    _is_writing: bool = False

    async def settle(self, ended: FinishedAttempt) -> None:
        """Returns when it is written, or given up. Who comes while others are being written waits,
        and is then written together with all who waited."""
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((ended, written))
        if not self._is_writing:
            await self._write_waiting()
        await written

    async def _write_waiting(self) -> None:
        self._is_writing = True
        together: list[tuple[FinishedAttempt, asyncio.Future[None]]] = []
        try:
            while self._waiting:
                await asyncio.sleep(0)  # whoever has ended in this same moment comes along
                together, self._waiting = self._waiting, []
                await self.settle_all([ended for ended, _ in together])
                for _, written in together:
                    if not written.done():  # who waited for it may be gone
                        written.set_result(None)
        finally:
            self._is_writing = False
            for _, written in together:
                written.cancel()  # of those that are not written: we were cut off ourselves

    async def settle_all(self, these: Sequence[FinishedAttempt]) -> None:
        """What cannot be written with the others is written alone, so that one of them stops nobody."""
        if not these:
            return
        try:
            await self._persistently(these)
        except (DatabaseUnavailable, ConcurrentChange):
            # None of them would be taken alone either. Their leases, and whoever comes then, decide.
            log.error("outcomes could not be recorded and are given up", extra={"entries": len(these)})
        except Exception:  # whatever it was, the other entries must not notice
            log.exception("an outcome could not be recorded", extra={"entry_ids": [one.entry.id for one in these]})
            if len(these) > 1:
                for one in these:
                    await self.settle_all([one])

    async def _persistently(self, these: Sequence[FinishedAttempt]) -> None:
        refused_at: float | None = None  # the first time; a try by itself may wait longer than we have patience
        patience = FIRST_PATIENCE
        while True:
            try:
                settled, pauses = await run_in_transaction(self.transactions, lambda tx: self._write(tx, these))
            except (DatabaseUnavailable, ConcurrentChange):
                now = self.clock.monotonic()
                refused_at = now if refused_at is None else refused_at
                if now - refused_at > self.gives_up_after.total_seconds():
                    raise
                log.warning("outcomes cannot be recorded now and are kept", extra={"entries": len(these)})
                await self.clock.sleep(patience)
                patience = min(LONGEST_PATIENCE, patience * 2)
            else:
                for pause in pauses:
                    self.pause_watch.shut(pause)  # for those who have their slot already
                self._report(settled)
                return

    async def _write(
        self, tx: Transaction, these: Sequence[FinishedAttempt]
    ) -> tuple[Sequence[JudgedAttempt], Sequence[RelayPause]]:
        now = self.clock.now()
        judged = [(one, await self._judged(tx, one, now)) for one in these]
        if any(settlement.pause is not None or _went_unanswered(one) for one, settlement in judged):
            # Else a relay that has looked at the pauses already could still lease what is queued again here.
            await tx.rate_limiter.bucket()
        written = set(await tx.outbox.settle([(one.entry, settlement) for one, settlement in judged], at=now))
        settled = [(one, settlement) for one, settlement in judged if one.entry.id in written]
        told = [(one, settlement) for one, settlement in judged if one.entry.id in written or not one.is_by_watch]
        await tx.attempts.add([_attempt(one, settlement, written, now) for one, settlement in told])
        pauses = await self._apply(tx, judged, now)
        recorded = [(one.entry, settlement) for one, settlement in settled]
        of_chats = [(one.entry, settlement) for one, settlement in judged]
        await record_settlements(tx, recorded, at=now, of_chats=of_chats)
        tx.wake(Work.MESSAGES, elsewhere=False)  # there is room for more
        return settled, pauses

    async def _judged(self, tx: Transaction, ended: FinishedAttempt, now: datetime) -> Settlement:
        alone = False
        if isinstance(ended.outcome, Throttled):
            alone = await is_this_chats_own(tx, ended.entry.content.chat_id, ended.outcome, now)
        return self.policy.settle(ended.entry, ended.outcome, now=now, others_are_let_through=alone)

    async def _apply(self, tx: Transaction, judged: Sequence[JudgedAttempt], now: datetime) -> Sequence[RelayPause]:
        """What follows for chats and for all, also from an attempt that had lost its lease: it is true all the same."""
        pauses = [settlement.pause for _, settlement in judged if settlement.pause is not None]
        if any(_went_unanswered(ended) for ended, _ in judged):
            breaker = breaker_pause(await tx.attempts.unconfirmed_in_a_row(), now)
            pauses += [breaker] if breaker else []
        for pause in pauses:
            await tx.rate_limiter.pause(pause)
        for ended, settlement in judged:
            await _update_chat_state(tx, ended.entry.content.chat_id, settlement, now)
        await tx.chat_states.throttle_until(self._busy(judged, now), at=now)
        return pauses

    def _busy(self, judged: Sequence[JudgedAttempt], now: datetime) -> dict[int, datetime]:
        """Which chats were written to, or refused, and until when they are left alone."""
        busy: dict[int, datetime] = {}
        for ended, settlement in judged:
            gap = timedelta(0) if isinstance(ended.outcome, NotSent | Withheld) else self.chat_gap
            free_in = settlement.chat_paused_for or gap
            if free_in and not ended.is_by_watch:
                busy[ended.entry.content.chat_id] = now + free_in
        return busy

    def _report(self, settled: Sequence[JudgedAttempt]) -> None:
        now = self.clock.now()
        for ended, settlement in settled:  # an attempt that lost its lease has nothing to say about the entry
            self.meter.attempted(ended.verdict)
            due_at = ended.entry.content.due_at
            if settlement.state is EntryState.SENT and due_at is not None:
                self.meter.sent(after=now - due_at)
            _log(ended, settlement)


async def _update_chat_state(tx: Transaction, chat_id: int, settlement: Settlement, now: datetime) -> None:
    if settlement.chat_is_unreachable:
        await tx.chat_states.mark_unreachable(chat_id, reason=settlement.reason, at=now)
    if settlement.chat_moved_to is not None:
        await tx.chat_states.move(chat_id, to=settlement.chat_moved_to)


def _went_unanswered(ended: FinishedAttempt) -> bool:
    return isinstance(ended.outcome, Unconfirmed) and not ended.is_by_watch


def _attempt(ended: FinishedAttempt, settlement: Settlement, written: Collection[int], now: datetime) -> Attempt:
    counted = ended.entry.id in written
    return attempt_of(ended.entry, ended.verdict, ended_at=now, counted=counted, reason=settlement.reason)


def _log(ended: FinishedAttempt, settlement: Settlement) -> None:
    """Not the settlement's reason: Telegram's own words may quote the message. The outbox has it."""
    fields = {"entry_id": ended.entry.id, "state": settlement.state.value, "verdict": ended.verdict.value}
    if settlement.pause is not None:
        pause = settlement.pause  # its reason is in our words
        log.warning("the relay pauses", extra={**fields, "reason": pause.reason, "until": pause.until})
    elif settlement.state is EntryState.UNCONFIRMED or settlement.may_duplicate:
        log.warning("nobody knows whether a message arrived", extra={**fields})
    elif settlement.state is not EntryState.SENT:
        log.warning("a message was not sent", extra={**fields})
