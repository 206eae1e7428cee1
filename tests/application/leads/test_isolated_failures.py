"""A failure of one lead, message or attempt does not touch the others."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from adapters.memory.delivery.outbox import MemoryOutbox
from adapters.memory.lead_log import MemoryLeadLog
from adapters.memory.messenger import MemoryMessenger
from application.delivery.entry import DeliveryPolicy, Entry, EntryKind, EntryState, NewEntry, Settlement
from application.delivery.message import Message, say
from application.delivery.outcome import NotSent, Outcome, Unconfirmed
from application.delivery.settlement import MOST_EDITS
from application.errors import DatabaseUnavailable
from application.ports.event_log import Loaded
from application.ports.outbox import EntryFilter
from application.relay.outcome_queue import LONGEST_PATIENCE
from domain.lead.events import ReminderClaimed
from tests.support.entries import a_card, an_answer
from tests.support.leads import CHAT_ID, LEAD_ID, OTHER_LEAD_ID
from tests.support.memory_app import LEASE, MemoryApp

Settlements = Sequence[tuple[Entry, Settlement]]


async def test_an_outcome_that_cannot_be_recorded_does_not_cut_off_the_sends_beside_it(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(app, *(an_answer(chat_id) for chat_id in (1, 2, 3, 4)))
    settle = MemoryOutbox.settle

    async def settle_others(outbox: MemoryOutbox, settlements: Settlements, *, at: datetime) -> Collection[int]:
        if any(entry.content.chat_id == 2 for entry, _ in settlements):
            raise ValueError("whatever it is")
        return await settle(outbox, settlements, at=at)

    monkeypatch.setattr(MemoryOutbox, "settle", settle_others)

    await app.relay.relay_due()

    assert len(app.messenger.sent) == 4
    assert list((await states(app)).values()) == ["sent", "sending", "sent", "sent"]


async def test_an_outcome_that_the_database_cannot_take_now_is_offered_again(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(app, an_answer())
    settle, troubles = MemoryOutbox.settle, [DatabaseUnavailable("disk full")] * 3

    async def settle_in_the_end(outbox: MemoryOutbox, settlements: Settlements, *, at: datetime) -> Collection[int]:
        if troubles:
            app.clock.advance(LONGEST_PATIENCE)
            raise troubles.pop()
        return await settle(outbox, settlements, at=at)

    monkeypatch.setattr(MemoryOutbox, "settle", settle_in_the_end)

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        relaying = tasks.create_task(app.relay.relay_due())
        while not relaying.done():
            await asyncio.sleep(0)
            app.clock.advance(timedelta(milliseconds=100))

    assert len(app.messenger.handed_over) == 1
    assert list((await states(app)).values()) == ["sent"]


async def test_a_lead_that_cannot_be_loaded_does_not_stop_the_claims_of_others(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    break_loading(monkeypatch)

    assert await app.use.claims.claim_due() == 1


async def test_a_rescue_settles_also_what_has_no_lead_any_more(app: MemoryApp, monkeypatch: pytest.MonkeyPatch) -> None:
    await app.claimed_lead()
    async with app.transactions.write() as tx:
        await tx.outbox.lease_due(app.clock.now(), lease_until=app.clock.now(), limit=1)
    break_loading(monkeypatch)
    await app.relay.rescue()
    app.clock.advance(LEASE)

    await app.relay.rescue()

    assert list((await states(app)).values()) == ["unconfirmed"]


async def test_resend_sends_once_more_and_then_waits_for_a_person(app: MemoryApp) -> None:
    await queue(app, an_answer())
    relay = app.a_relay(DeliveryPolicy.RESEND)
    app.messenger.next_outcomes.extend([Unconfirmed("silence"), Unconfirmed("silence")])

    for _ in range(3):
        await relay.relay_due()
        app.clock.advance(timedelta(hours=1))

    assert list((await states(app)).values()) == ["unconfirmed"]
    assert not app.messenger.next_outcomes


async def test_an_edit_that_never_settles_stands_aside_in_the_end(app: MemoryApp) -> None:
    await app.planned_lead()
    [card] = await queue(app, a_card())
    await app.relay.relay_due()
    await queue(app, a_card(edits=card), an_answer(text="behind it"))
    app.messenger.next_outcomes.extend([Unconfirmed("500")] * MOST_EDITS)

    for _ in range(MOST_EDITS + 1):
        await app.relay.relay_due()
        app.clock.advance(timedelta(hours=1))

    assert sorted((await states(app)).values()) == ["sent", "sent", "unconfirmed"]


async def test_a_card_that_waits_is_renewed_by_what_the_owner_does(app: MemoryApp) -> None:
    lead_id = await app.captured_lead("tg:1:1", "Met Ada")
    await app.relay.relay_due()
    await app.use.enrichment.enrich_waiting()
    app.messenger.next_outcomes.append(NotSent("no network"))
    await app.relay.relay_due()

    await app.use.commands.delete(app.command(lead_id))
    app.clock.advance(timedelta(hours=1))
    await app.relay.relay_due()

    assert "is deleted" in app.messenger.edited[-1].message.text


async def test_a_claim_whose_entry_is_there_already_is_spent_and_queues_nothing(app: MemoryApp) -> None:
    await app.planned_lead()
    async with app.transactions.write() as tx:
        reminders = await tx.reminders.due(app.clock.now(), limit=1)
        lead = await tx.log.load(LEAD_ID)
        reminder_id = next(iter(lead.state.schedule)).id
        await tx.outbox.add(
            NewEntry(EntryKind.REMINDER, CHAT_ID, say("already there"), LEAD_ID, reminder_id, 1), at=app.clock.now()
        )

    assert len(reminders) == 1
    assert await app.use.claims.claim_due() == 0
    assert isinstance((await app.events())[-1], ReminderClaimed)


class Outlived(MemoryMessenger):
    """So slow that another program has settled the entry before it answers."""

    def __init__(self, app: MemoryApp) -> None:
        super().__init__()
        self._app = app

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        await self._app.relay.rescue()
        self._app.clock.advance(timedelta(hours=1))
        await self._app.relay.rescue()
        return NotSent("too late to tell")


async def test_an_attempt_that_lost_its_lease_reports_nothing_on_its_entry(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    await queue(app, an_answer())

    await app.a_relay(messenger=Outlived(app)).relay_due()

    assert list((await states(app)).values()) == ["unconfirmed"]
    assert [record.message for record in caplog.records] == ["a message is unconfirmed"]


def break_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    load_all = MemoryLeadLog.load_all

    async def load_others(log: MemoryLeadLog, lead_ids: Collection[UUID]) -> Loaded:
        return await load_all(log, [lead_id for lead_id in lead_ids if lead_id != LEAD_ID])

    monkeypatch.setattr(MemoryLeadLog, "load_all", load_others)


async def queue(app: MemoryApp, *entries: NewEntry) -> list[int]:
    async with app.transactions.write() as tx:
        return [await tx.outbox.add(entry, at=app.clock.now()) for entry in entries]


async def states(app: MemoryApp) -> dict[int, EntryState]:
    async with app.transactions.read() as tx:
        return {entry.id: entry.state for entry in reversed(await tx.outbox.select(EntryFilter(), limit=100))}
