import asyncio

import pytest

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry
from application.wording.lead_card import lead_card
from domain.errors import NoteRefused
from domain.lead.events import LeadCaptured
from domain.lead.lead import MAX_NOTE_LENGTH
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OWNER_ID
from tests.support.memory_app import UTC_CLOCK, YOU, MemoryApp


async def test_a_note_becomes_a_lead_with_an_acknowledging_card(app: MemoryApp) -> None:
    lead_id = await app.use.capture.capture("  Met Ada  ", owner=YOU, command_id="tg:1:1")

    assert await app.events(lead_id) == [
        LeadCaptured(
            originator_topic="lead",
            originator_id=lead_id,
            originator_version=1,
            timestamp=MONDAY_9AM,
            bot_id=BOT_ID,
            owner_id=OWNER_ID,
            chat_id=CHAT_ID,
            note="Met Ada",
            actor="owner",
            command_id="tg:1:1",
            correlation_id="tg:1:1",
            causation_id="tg:1:1",
        )
    ]
    card = NewEntry(EntryKind.CARD, CHAT_ID, lead_card(await app.state(lead_id), UTC_CLOCK), lead_id=lead_id)
    assert await app.entries() == [Entry(1, BOT_ID, card, EntryState.QUEUED, MONDAY_9AM, MONDAY_9AM)]


async def test_a_note_delivered_again_and_again_also_at_once_is_one_lead(app: MemoryApp) -> None:
    first, second = await asyncio.gather(app.captured_lead("tg:1:1"), app.captured_lead("tg:1:1"))
    third = await app.captured_lead("tg:1:1")

    assert first == second == third
    assert await app.kinds_of_events(first) == ["LeadCaptured"]
    assert len(await app.entries()) == 1


async def test_the_same_note_sent_twice_by_a_person_is_two_leads(app: MemoryApp) -> None:
    assert await app.captured_lead("tg:1:1") != await app.captured_lead("tg:1:2")


@pytest.mark.parametrize("note", ["", " \n\t", "x" * (MAX_NOTE_LENGTH + 1)])
async def test_a_refused_note_records_nothing(app: MemoryApp, note: str) -> None:
    with pytest.raises(NoteRefused):
        await app.captured_lead("tg:1:1", note)

    async with app.transactions.read() as tx:
        assert await tx.log.head() == 0
        assert await tx.leads.aggregate_ids() == set()
    assert await app.entries() == []


async def test_a_refused_command_was_not_processed(app: MemoryApp) -> None:
    with pytest.raises(NoteRefused):
        await app.captured_lead("tg:1:1", "")

    lead_id = await app.captured_lead("tg:1:1", "Met Ada")

    assert (await app.state(lead_id)).note == "Met Ada"
