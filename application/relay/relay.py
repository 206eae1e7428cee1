"""Lease, call, settle: hands entries to Telegram, each at most once for each decision to send it.

An entry is leased with a fresh token and that is committed; then Telegram is called, outside of any transaction; then
the outcome is settled by that token. A program that dies in between leaves a lease that runs out, and what cannot be
known is called unconfirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery.circuit_breaker import may_start
from application.delivery.entry import Entry
from application.delivery.outcome import Outcome, Unconfirmed, Withheld
from application.delivery.pacing import Pacing
from application.delivery.pause import RelayPause
from application.errors import DatabaseUnavailable
from application.ports.clock import Clock
from application.ports.copy_detection import CopyMarker
from application.ports.messenger import Messenger
from application.ports.rate_limit import TokenBucket
from application.ports.transaction import Transaction, Transactions
from application.relay.leases import LeaseWatch, PauseWatch
from application.relay.outcome_queue import OutcomeWriter
from application.relay.settle import FinishedAttempt
from application.relay.spacing import SendSpacer
from application.transactions import run_in_transaction
from application.wording.notices import marked_as_repeat

MAX_IN_FLIGHT = 16
FAR = timedelta(days=1)
WATCHED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Leased:
    """``write_by`` is by the monotonic clock: what was not written by then must not be. ``slot_in`` is when its turn
    comes, from the lease on."""

    entry: Entry
    slot_in: timedelta
    write_by: float


@dataclass(frozen=True, slots=True)
class OutboxRelay:
    """``lease`` is more than twice the messenger's request time-out, so that a lease outlives its call."""

    transactions: Transactions
    messenger: Messenger
    clock: Clock
    outcomes: OutcomeWriter
    pacing: Pacing
    lease: timedelta
    copy_marker: CopyMarker
    lease_watch: LeaseWatch
    pause_watch: PauseWatch
    spacer: SendSpacer
    max_in_flight: int = MAX_IN_FLIGHT

    async def lease_due(self, *, in_flight: int = 0) -> Sequence[Leased]:
        """Take what may be sent now, as far as pauses, pace and ``max_in_flight`` allow; ``in_flight`` are ours."""
        started_at = self.clock.monotonic()
        leased, high_water_mark = await run_in_transaction(self.transactions, lambda tx: self._lease(tx, in_flight))
        if leased:
            await self._persist_high_water_mark(high_water_mark, [entry for entry, _ in leased])
        write_by = started_at + self.lease.total_seconds() / 2
        return [Leased(entry, slot_in, write_by) for entry, slot_in in leased]

    async def _persist_high_water_mark(self, high_water_mark: int, entries: Sequence[Entry]) -> None:
        """Before anything is handed over: a restored copy must be found out. Else it is not sent."""
        try:
            self.copy_marker.persist_high_water_mark(high_water_mark)
        except DatabaseUnavailable:
            unnoted = Withheld("what was taken could not be noted beside the database")
            await self.outcomes.settle_all([FinishedAttempt(entry, unnoted) for entry in entries])
            raise

    async def deliver(self, leased: Leased) -> None:
        await self.outcomes.settle(FinishedAttempt(leased.entry, await self.hand_over(leased)))

    async def hand_over(self, leased: Leased) -> Outcome:
        """By the monotonic clock: a wall clock that was set back must not make an old lease look fresh."""
        await self.clock.sleep(leased.slot_in)
        await self.spacer.wait_turn()
        entry, content = leased.entry, leased.entry.content
        if self.pause_watch.is_shut:
            return Withheld("all sending was paused while it waited for its slot")
        if self.clock.monotonic() > leased.write_by:
            return Withheld("too little of the lease was left")
        if entry.edits_message_id is not None:
            return await self.messenger.edit(
                content.chat_id, entry.edits_message_id, content.message, write_by=leased.write_by
            )
        message = marked_as_repeat(content.message) if entry.may_duplicate else content.message
        return await self.messenger.send(content.chat_id, message, write_by=leased.write_by)

    async def rescue(self) -> int:
        """Settle as unconfirmed what a sender that is gone was sending; return how many."""
        async with self.transactions.read() as tx:
            in_flight = await tx.outbox.in_flight(limit=WATCHED_AT_ONCE)
        overdue = self.lease_watch.overdue(in_flight)
        await self._settle_unanswered(overdue)
        return len(overdue)

    async def rescue_orphans(self) -> None:
        """The same for all that is in flight, without a wait: only where no other program can be sending."""
        async with self.transactions.read() as tx:
            orphans = await tx.outbox.in_flight(limit=WATCHED_AT_ONCE)
        await self._settle_unanswered(orphans)

    async def _settle_unanswered(self, entries: Sequence[Entry]) -> None:
        silence = Unconfirmed("its sender died or hung while sending")
        await self.outcomes.settle_all([FinishedAttempt(entry, silence, is_by_watch=True) for entry in entries])

    async def next_look_at(self) -> datetime | None:
        """When something may be sent, expires, or must be looked after; None when nothing waits. Holds up no writer."""
        now = self.clock.now()
        async with self.transactions.read() as tx:
            may_go_at = await self._may_go_at(tx, now)
            if may_go_at is not None and may_go_at <= now:
                return may_go_at
            # Before the long sleep: else a lease that came after the last rescue would not be watched.
            self.lease_watch.watch(await tx.outbox.in_flight(limit=WATCHED_AT_ONCE))
        return min((at for at in (may_go_at, self._watched_until(now)) if at is not None), default=None)

    async def _may_go_at(self, tx: Transaction, now: datetime) -> datetime | None:
        due_at = await tx.outbox.next_due_at(now)
        if due_at is None:
            return None
        bucket = await tx.rate_limiter.bucket()
        opens_at = self.pacing.opens_at(bucket.next_free_at, now)
        return max(due_at, self._open_at(await tx.rate_limiter.pauses(), now), opens_at)

    def _open_at(self, pauses: Sequence[RelayPause], now: datetime) -> datetime:
        """A pause without an end is looked at after a wakeup, or at the poll interval."""
        in_force = self.pause_watch.in_force(pauses)
        return now + min(max((self.pause_watch.ends_in(one) for one in in_force), default=timedelta(0)), FAR)

    def _watched_until(self, now: datetime) -> datetime | None:
        """Leases of others are looked at often enough that a dead sender's is not watched late."""
        left = self.lease_watch.next_look_in()
        return None if left is None else now + min(left, self.lease / 4)

    async def _lease(self, tx: Transaction, in_flight: int) -> tuple[Sequence[tuple[Entry, timedelta]], int]:
        bucket = await tx.rate_limiter.bucket()  # first: it makes relays take turns
        if self.pause_watch.stops_all(await tx.rate_limiter.pauses()):
            return [], 0
        now = self.clock.now()
        limit = await self._may_start(tx, self.max_in_flight - in_flight)
        slots = self.pacing.slots(bucket.next_free_at, now, limit=limit)
        entries = await tx.outbox.lease_due(now, lease_until=now + self.lease, limit=len(slots)) if slots else []
        if entries:
            used = self.pacing.after(slots[: len(entries)], bucket.next_free_at, now)
            bucket = TokenBucket(used, bucket.high_water_mark + len(entries))
            await tx.rate_limiter.save(bucket)
        taken = await tx.installation.high_water_mark() if entries else 0
        return [(entry, slot - now) for entry, slot in zip(entries, slots, strict=False)], taken

    async def _may_start(self, tx: Transaction, limit: int) -> int:
        streak = await tx.attempts.unconfirmed_in_a_row()
        in_flight = len(await tx.outbox.in_flight(limit=1)) if streak else 0  # of any relay: one probe for all
        return may_start(streak, in_flight=in_flight, limit=limit)
