"""A relay hands over nothing that it has no right to, and one trouble does not become another."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.delivery.outbox import MemoryOutbox
from application.delivery.entry import EntryState
from application.delivery.outcome import Throttled, Unconfirmed
from application.errors import DatabaseUnavailable
from application.relay.leases import LeaseWatch
from application.relay.pump import Pump
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, MemoryApp


class FailingMarker(MemoryCopyMarker):
    def persist_high_water_mark(self, high_water_mark: int) -> None:
        raise DatabaseUnavailable("the marker cannot be written")


async def test_a_429_holds_back_messages_that_have_their_slot_already(app: MemoryApp) -> None:
    await app.queue_answers(*range(3))
    app.messenger.next_outcomes.extend([Throttled(timedelta(seconds=30))] * 3)

    for leased in await app.relay.lease_due():
        await app.relay.deliver(leased)

    assert len(app.messenger.handed_over) == 1
    assert {(entry.state, entry.attempts) for entry in await app.entries()} == {(EntryState.QUEUED, 0)}


async def test_entries_that_could_not_be_noted_are_not_sent_and_not_lost(app: MemoryApp) -> None:
    await app.queue_answers(*range(3))
    relay = replace(app.relay, copy_marker=FailingMarker())

    with pytest.raises(DatabaseUnavailable):
        await relay.lease_due()

    assert app.messenger.handed_over == []
    assert {(entry.state, entry.attempts) for entry in await app.entries()} == {(EntryState.QUEUED, 0)}


async def test_after_a_silence_all_relays_together_try_a_single_message(app: MemoryApp) -> None:
    await app.queue_answers(*range(5))
    app.messenger.next_outcomes.append(Unconfirmed("no answer"))
    [probe, *_] = await replace(app.relay, max_in_flight=1).lease_due()
    await app.relay.deliver(probe)

    [one] = await app.relay.lease_due()
    another = await app.a_relay().lease_due()

    assert another == []
    await app.relay.deliver(one)
    assert len(await app.a_relay().lease_due()) == 3


async def test_outcomes_that_the_database_never_takes_are_given_up_together(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else they would keep a stopping program for minutes, one after the other."""
    await app.queue_answers(*range(5))

    async def never(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("gone")

    leased = await app.relay.lease_due()
    monkeypatch.setattr(MemoryOutbox, "settle", never)
    started_at = app.clock.monotonic()

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        delivering = [tasks.create_task(app.relay.deliver(one)) for one in leased]
        while not all(one.done() for one in delivering):
            await asyncio.sleep(0)
            app.clock.advance(timedelta(milliseconds=100))

    assert app.clock.monotonic() - started_at < 2 * LEASE.total_seconds()


async def test_leases_and_expiries_that_cannot_be_read_do_not_hold_up_due_entries(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await app.queue_answers()

    async def broken(*_: object, **__: object) -> None:
        raise ValueError("a row that cannot be read")

    monkeypatch.setattr(MemoryOutbox, "in_flight", broken)
    monkeypatch.setattr(MemoryOutbox, "expired", broken)

    async with asyncio.TaskGroup() as tasks:
        await Pump(app.relay, app.use.expiry, tasks).step()

    assert [entry.state for entry in await app.entries()] == [EntryState.SENT]


async def test_an_entry_expires_once_however_many_look(app: MemoryApp) -> None:
    await app.claimed_lead()
    app.clock.advance(timedelta(hours=25))

    expired = await asyncio.gather(*(app.use.expiry.expire_due() for _ in range(4)))

    assert sorted(expired) == [0, 0, 0, 1]
    assert await app.deliveries() == ["ReminderExpired"]
    assert await app.use.claims.claim_due() == 0


async def test_a_lease_lasts_as_long_as_its_sender_meant_it(app: MemoryApp) -> None:
    """Another program may run with a longer one."""
    await app.queue_answers()
    async with app.transactions.write() as tx:
        leased = await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + 3 * LEASE, limit=1)
    watch = LeaseWatch(app.clock, LEASE)
    seen_first = watch.overdue(leased)
    app.clock.advance(2 * LEASE)

    assert list(seen_first) == list(watch.overdue(leased)) == []
    app.clock.advance(LEASE)
    assert list(watch.overdue(leased)) == list(leased)


async def test_entries_of_a_dead_program_are_settled_at_the_start(app: MemoryApp) -> None:
    await app.claimed_lead()
    await app.relay.lease_due()

    await app.a_relay().rescue_orphans()

    assert (await app.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await app.deliveries() == ["ReminderUnconfirmed"]
