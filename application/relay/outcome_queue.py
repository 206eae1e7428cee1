"""Outcomes on their way to the database: all that came meanwhile are written in one transaction.

An outcome that is known must not be lost: while the database is away it is offered again, as long as its lease may
still be of use.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from application.delivery.entry import EntryState, Settlement
from application.delivery.settlement import SettlementPolicy
from application.errors import ConcurrentChange, DatabaseGone, DatabaseUnavailable
from application.ports.clock import Clock
from application.ports.metrics import Meter
from application.ports.transaction import Transaction, Transactions
from application.relay.leases import PauseWatch
from application.relay.settle import FinishedAttempt, JudgedAttempt, Settled, settle
from application.transactions import run_in_transaction

log = logging.getLogger(__name__)

FIRST_PATIENCE = timedelta(milliseconds=100)
LONGEST_PATIENCE = timedelta(seconds=5)


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

    async def settle(self, finished: FinishedAttempt) -> None:
        """Return when it is written, or given up; together with all that came while others were being written."""
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((finished, written))
        if not self._is_writing:
            await self._write_waiting()
        await written

    async def _write_waiting(self) -> None:
        self._is_writing = True
        batch: list[tuple[FinishedAttempt, asyncio.Future[None]]] = []
        try:
            while self._waiting:
                await asyncio.sleep(0)  # what has ended in this same moment comes along
                batch, self._waiting = self._waiting, []
                await self.settle_all([finished for finished, _ in batch])
                for _, written in batch:
                    if not written.done():  # its waiter may have been cancelled
                        written.set_result(None)
        finally:
            self._is_writing = False
            for _, written in batch:
                written.cancel()  # of what is not written: we were cut off ourselves

    async def settle_all(self, finished: Sequence[FinishedAttempt]) -> None:
        """What cannot be written with the others is written alone, so that it stops none of them."""
        if not finished:
            return
        try:
            await self._persistently(finished)
        except (DatabaseUnavailable, ConcurrentChange):
            # None of them would be taken alone either. Their leases, and the next relay, decide.
            log.error("outcomes could not be recorded and are given up", extra={"entries": len(finished)})
        except Exception:  # whatever it was, the other entries must not notice
            log.exception("an outcome could not be recorded", extra={"entry_ids": [one.entry.id for one in finished]})
            if len(finished) > 1:
                for one in finished:
                    await self.settle_all([one])

    async def _persistently(self, finished: Sequence[FinishedAttempt]) -> None:
        refused_at: float | None = None  # the first time; a try by itself may wait longer than we have patience
        patience = FIRST_PATIENCE
        while True:
            try:
                settled = await run_in_transaction(self.transactions, lambda tx: self._write(tx, finished))
            except DatabaseGone:
                raise
            except (DatabaseUnavailable, ConcurrentChange):
                now = self.clock.monotonic()
                refused_at = now if refused_at is None else refused_at
                if now - refused_at > self.gives_up_after.total_seconds():
                    raise
                log.warning("outcomes cannot be recorded now and are kept", extra={"entries": len(finished)})
                await self.clock.sleep(patience)
                patience = min(LONGEST_PATIENCE, patience * 2)
            else:
                for pause in settled.pauses:
                    self.pause_watch.shut(pause)  # for messages that have their slot already
                self._report(settled.attempts)
                return

    async def _write(self, tx: Transaction, finished: Sequence[FinishedAttempt]) -> Settled:
        return await settle(tx, finished, self.policy, chat_gap=self.chat_gap, at=self.clock.now())

    def _report(self, settled: Sequence[JudgedAttempt]) -> None:
        now = self.clock.now()
        for attempt, settlement in settled:  # an attempt that lost its lease has nothing to say about the entry
            self.meter.attempted(attempt.verdict)
            due_at = attempt.entry.content.due_at
            if settlement.state is EntryState.SENT and due_at is not None:
                self.meter.sent(after=now - due_at)
            _log(attempt, settlement)


def _log(attempt: FinishedAttempt, settlement: Settlement) -> None:
    """Not the settlement's reason: Telegram's own words may quote the message. The outbox has it."""
    fields = {"entry_id": attempt.entry.id, "state": settlement.state.value, "verdict": attempt.verdict.value}
    if settlement.pause is not None:
        pause = settlement.pause  # its reason is in our words
        log.warning("the relay pauses", extra={**fields, "reason": pause.reason, "until": pause.until})
    elif settlement.state is EntryState.UNCONFIRMED or settlement.may_duplicate:
        log.warning("a message is unconfirmed", extra={**fields})
    elif settlement.state is not EntryState.SENT:
        log.warning("a message was not sent", extra={**fields})
