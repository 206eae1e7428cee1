import asyncio
from datetime import timedelta

from application.delivery.entry import EntryKind
from application.delivery.outcome import Rejected
from application.wording.lead_card import lead_card
from domain.lead.events import PlanGenerated
from tests.support.leads import ADA, MONDAY_9AM
from tests.support.memory_app import UTC_CLOCK, MemoryApp

ENRICHED = ["LeadCaptured", "ProspectIdentified", "PlanGenerated"]
DAY = timedelta(days=1)
HALF_PAST = timedelta(minutes=30)
"""From nine, when it is, to the send time."""


async def test_a_waiting_lead_gets_its_plan_once_with_a_reminder_for_each_step(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()

    enriched = [await app.use.enrichment.enrich_waiting() for _ in range(2)]

    assert enriched == [1, 0]
    assert await app.kinds_of_events(lead_id) == ENRICHED
    assert len(app.planner.notes) == 1
    state = await app.state(lead_id)
    assert state.prospect == ADA
    assert [row.due_at - MONDAY_9AM for row in await app.reminders(lead_id)] == [
        0 * DAY,
        3 * DAY + HALF_PAST,
        9 * DAY + HALF_PAST,
    ]


async def test_racing_enrichments_plan_a_lead_once(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    app.planner.meanwhile = lambda: asyncio.sleep(0)  # all of them ask before the first one adopts

    enriched = await asyncio.gather(*(app.use.enrichment.enrich_waiting() for _ in range(4)))

    assert len(app.planner.notes) == 4
    assert sum(enriched) == 1
    assert await app.kinds_of_events(lead_id) == ENRICHED
    assert len([entry for entry in await app.entries() if entry.content.edits]) == 1


async def test_the_plan_follows_from_the_capture(app: MemoryApp) -> None:
    lead_id = await app.captured_lead("tg:1:1")

    await app.use.enrichment.enrich_waiting()

    _, identified, planned = await app.events(lead_id)
    assert isinstance(planned, PlanGenerated)
    for event in (identified, planned):
        assert (event.actor, event.command_id) == ("scheduler", f"enrich:{lead_id}")
        assert (event.correlation_id, event.causation_id) == ("tg:1:1", "tg:1:1")


async def test_the_acknowledging_card_becomes_the_card_with_the_plan(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()

    await app.relay_everything()

    [acknowledged], [edited] = app.messenger.sent, app.messenger.edited
    assert "Writing the plan" in acknowledged.message.text
    assert edited.edits == 1
    assert edited.message == lead_card(await app.state(lead_id), UTC_CLOCK)


async def test_a_card_that_never_arrived_is_sent_anew_with_the_plan(app: MemoryApp) -> None:
    await app.captured_lead()
    app.messenger.next_outcomes.append(Rejected("400"))
    await app.relay_everything()
    await app.use.enrichment.enrich_waiting()

    await app.relay_everything()

    [card] = app.messenger.sent
    assert "Plan: test" in card.message.text


async def test_a_lead_whose_planner_is_away_waits_for_it(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    app.planner.is_available = False
    while_away = await app.use.enrichment.enrich_waiting()
    app.planner.is_available = True

    when_back = await app.use.enrichment.enrich_waiting()

    assert (while_away, when_back) == (0, 1)
    assert await app.kinds_of_events(lead_id) == ENRICHED


async def test_a_lead_deleted_while_its_plan_was_written_gets_none(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    app.planner.meanwhile = lambda: app.use.commands.delete(app.command(lead_id))

    enriched = await app.use.enrichment.enrich_waiting()

    assert enriched == 0
    assert await app.kinds_of_events(lead_id) == ["LeadCaptured", "LeadDeleted"]
    assert [entry.content.kind for entry in await app.entries()] == [EntryKind.CARD]


async def test_times_count_from_the_note_and_what_is_late_by_then_comes_at_the_next_send_time(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    app.clock.advance(DAY)

    await app.use.enrichment.enrich_waiting()

    assert (await app.reminder(1, lead_id)).due_at == MONDAY_9AM + DAY + HALF_PAST
    assert (await app.reminder(2, lead_id)).due_at == MONDAY_9AM + 3 * DAY + HALF_PAST
