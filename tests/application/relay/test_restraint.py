"""What a relay does not do: hand over what it has no right to, or let one trouble become another."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.manual_clock import ManualClock
from adapters.memory.outbox import MemoryOutbox
from application.delivery.entry import EntryState
from application.delivery.message import Message
from application.delivery.outcome import Outcome, Sent, Throttled, Unconfirmed
from application.errors import DatabaseUnavailable
from application.relay.expiry import DeliveryExpiry
from application.relay.leases import LeaseWatch
from application.relay.pump import RelayFlow
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, House

HALF_A_MINUTE = timedelta(seconds=30)


class TiredWitness(MemoryCopyMarker):
    def note(self, high_water_mark: int) -> None:
        raise DatabaseUnavailable("the witness file cannot be written")


class RefusingMessenger:
    """Implements the ``Messenger`` port; refuses everything with a 429 and counts."""

    def __init__(self) -> None:
        self.calls = 0

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        self.calls += 1
        return Throttled(HALF_A_MINUTE)

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        return await self.send(chat_id, message)

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        return Sent(0)


async def queue_answers(house: House, count: int) -> None:
    async with house.transactions.write() as tx:
        for chat_id in range(1, count + 1):
            await tx.outbox.add(an_answer(chat_id), at=house.clock.now())


async def test_a_429_holds_back_what_has_its_slot_already(house: House) -> None:
    await queue_answers(house, 3)
    messenger = RefusingMessenger()
    relay = house.a_relay(messenger=messenger)
    first, *others = await relay.lease_due()

    await relay.deliver(first)
    for one in others:
        await relay.deliver(one)

    assert messenger.calls == 1
    assert {(entry.state, entry.attempts) for entry in await house.entries()} == {(EntryState.QUEUED, 0)}


async def test_what_the_witness_was_not_told_of_is_not_sent_and_not_lost(house: House) -> None:
    await queue_answers(house, 3)
    relay = replace(house.relay, copy_marker=TiredWitness())

    with pytest.raises(DatabaseUnavailable):
        await relay.lease_due()

    assert house.messenger.handed_over == []
    assert {(entry.state, entry.attempts) for entry in await house.entries()} == {(EntryState.QUEUED, 0)}


async def test_after_a_silence_all_relays_together_try_a_single_message(house: House) -> None:
    await queue_answers(house, 5)
    house.messenger.next_outcomes.append(Unconfirmed("no answer"))
    [probe, *_] = await replace(house.relay, room=1).lease_due()
    await house.relay.deliver(probe)

    [one] = await house.relay.lease_due()
    another = await house.a_relay().lease_due()

    assert another == []
    await house.relay.deliver(one)
    assert len(await house.a_relay().lease_due()) == 3


async def test_outcomes_that_the_database_never_takes_are_given_up_together(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, each with a patience of its own, they would keep a stopping program for minutes."""
    await queue_answers(house, 5)

    async def never(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("gone")

    leased = await house.relay.lease_due()
    monkeypatch.setattr(MemoryOutbox, "settle", never)
    started_at = house.clock.monotonic()

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        delivering = [tasks.create_task(house.relay.deliver(one)) for one in leased]
        while not all(one.done() for one in delivering):
            await asyncio.sleep(0)
            house.clock.advance(timedelta(milliseconds=100))

    assert house.clock.monotonic() - started_at < 2 * LEASE.total_seconds()


async def test_what_is_wrong_with_the_rest_does_not_keep_what_is_due(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue_answers(house, 1)

    async def broken(*_: object, **__: object) -> None:
        raise ValueError("a row that nobody can read")

    monkeypatch.setattr(MemoryOutbox, "in_flight", broken)
    monkeypatch.setattr(MemoryOutbox, "expired", broken)

    async with asyncio.TaskGroup() as tasks:
        await RelayFlow(house.relay, house.use.expiry, tasks).step()

    assert [entry.state for entry in await house.entries()] == [EntryState.SENT]


async def test_an_entry_expires_once_however_many_look(house: House) -> None:
    await house.claimed_lead()
    house.clock.advance(timedelta(hours=25))
    lookers = [DeliveryExpiry(house.transactions, house.clock) for _ in range(4)]

    expired = await asyncio.gather(*(one.expire_due() for one in lookers))

    assert sorted(expired) == [0, 0, 0, 1]
    assert await house.deliveries() == ["ReminderExpired"]


async def test_a_lease_lasts_as_long_as_its_sender_meant_it(house: House) -> None:
    """Another program may run with a longer one."""
    await queue_answers(house, 1)
    async with house.transactions.write() as tx:
        leased = await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + 3 * LEASE, limit=1)
    watch, clock = LeaseWatch(house.clock, LEASE), house.clock
    assert isinstance(clock, ManualClock)
    seen_first = watch.overdue(leased)
    clock.advance(2 * LEASE)

    assert list(seen_first) == list(watch.overdue(leased)) == []
    clock.advance(LEASE)
    assert list(watch.overdue(leased)) == list(leased)


async def test_what_a_dead_program_left_can_be_settled_at_the_start(house: House) -> None:
    await house.claimed_lead()
    await house.relay.lease_due()

    await house.a_relay().rescue_orphans()

    assert (await house.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await house.deliveries() == ["ReminderUnconfirmed"]
