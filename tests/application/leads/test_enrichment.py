import asyncio
from datetime import timedelta

from application.delivery.entry import EntryKind
from application.delivery.outcome import Rejected
from application.wording.lead_card import lead_card
from domain.lead.events import PlanGenerated
from tests.support.leads import ADA, MONDAY_9AM
from tests.support.memory_app import UTC_CLOCK, House

ENRICHED = ["LeadCaptured", "ProspectIdentified", "PlanGenerated"]
DAY = timedelta(days=1)
HALF_PAST = timedelta(minutes=30)
"""From nine, when it is, to the send time."""


async def test_a_waiting_lead_gets_its_plan_and_one_reminder_per_step(house: House) -> None:
    lead_id = await house.captured_lead()

    enriched = await house.use.enrichment.enrich_waiting()

    assert enriched == 1
    state = await house.state(lead_id)
    assert state.prospect == ADA
    assert [row.due_at - MONDAY_9AM for row in await house.reminders(lead_id)] == [
        0 * DAY,
        3 * DAY + HALF_PAST,
        9 * DAY + HALF_PAST,
    ]


async def test_a_lead_is_planned_once(house: House) -> None:
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()

    again = await house.use.enrichment.enrich_waiting()

    assert again == 0
    assert await house.kinds_of_events(lead_id) == ENRICHED
    assert len(house.planner.notes) == 1


async def test_racing_enrichments_plan_a_lead_once(house: House) -> None:
    lead_id = await house.captured_lead()
    house.planner.meanwhile = lambda: asyncio.sleep(0)  # all of them ask before the first one adopts

    enriched = await asyncio.gather(*(house.use.enrichment.enrich_waiting() for _ in range(4)))

    assert len(house.planner.notes) == 4
    assert sum(enriched) == 1
    assert await house.kinds_of_events(lead_id) == ENRICHED
    assert len([entry for entry in await house.entries() if entry.content.edits]) == 1


async def test_the_plan_follows_from_the_capture(house: House) -> None:
    lead_id = await house.captured_lead("tg:1:1")

    await house.use.enrichment.enrich_waiting()

    _, identified, planned = await house.events(lead_id)
    assert isinstance(planned, PlanGenerated)
    for event in (identified, planned):
        assert (event.actor, event.command_id) == ("scheduler", f"enrich:{lead_id}")
        assert (event.correlation_id, event.causation_id) == ("tg:1:1", "tg:1:1")


async def test_the_acknowledging_card_becomes_the_card_with_the_plan(house: House) -> None:
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()

    await house.relay_everything()

    [acknowledged], [edited] = house.messenger.sent, house.messenger.edited
    assert "Writing the plan" in acknowledged.message.text
    assert edited.edits == 1
    assert edited.message == lead_card(await house.state(lead_id), UTC_CLOCK)


async def test_a_card_that_never_arrived_is_sent_anew_with_the_plan(house: House) -> None:
    await house.captured_lead()
    house.messenger.next_outcomes.append(Rejected("400"))
    await house.relay_everything()
    await house.use.enrichment.enrich_waiting()

    await house.relay_everything()

    [card] = house.messenger.sent
    assert "Plan: test" in card.message.text


async def test_a_lead_whose_planner_is_away_waits_for_it(house: House) -> None:
    lead_id = await house.captured_lead()
    house.planner.is_available = False
    while_away = await house.use.enrichment.enrich_waiting()
    house.planner.is_available = True

    when_back = await house.use.enrichment.enrich_waiting()

    assert (while_away, when_back) == (0, 1)
    assert await house.kinds_of_events(lead_id) == ENRICHED


async def test_a_lead_deleted_while_its_plan_was_written_gets_none(house: House) -> None:
    lead_id = await house.captured_lead()
    house.planner.meanwhile = lambda: house.use.commands.delete(house.command(lead_id))

    enriched = await house.use.enrichment.enrich_waiting()

    assert enriched == 0
    assert await house.kinds_of_events(lead_id) == ["LeadCaptured", "LeadDeleted"]
    assert [entry.content.kind for entry in await house.entries()] == [EntryKind.CARD]


async def test_times_count_from_the_note_and_what_is_late_by_then_comes_at_the_next_send_time(house: House) -> None:
    lead_id = await house.captured_lead()
    house.clock.advance(DAY)

    await house.use.enrichment.enrich_waiting()

    assert (await house.reminder(1, lead_id)).due_at == MONDAY_9AM + DAY + HALF_PAST
    assert (await house.reminder(2, lead_id)).due_at == MONDAY_9AM + 3 * DAY + HALF_PAST
