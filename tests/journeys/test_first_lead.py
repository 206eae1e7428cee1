"""The main job from end to end: a note, its plan, its reminders, and the presses of a person on them."""

from pathlib import Path

from application.projections.registry import PROJECTIONS
from entrypoints.sandbox.bot_api.store.messages import Message
from tests.journeys.journey import ANNA, Journey, a_journey, labels, spoken

MORE = ("⏰ Later…", "❓ Why now?")


async def test_a_note_becomes_a_card_that_is_edited_in_place_when_the_plan_is_there(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.you.say(ANNA)

        card = await journey.hears("Plan: Met at an event")

        assert "👤 Anna Kowalska\nAcme" in str(card.content["text"])
        assert card.is_text_edited
        assert len(spoken("Anna Kowalska", journey.you.messages)) <= 2  # the card, and step 1's reminder if it is there


async def test_the_first_step_is_due_at_once_and_each_later_one_comes_when_the_clock_gets_there(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.you.say(ANNA)
        await journey.hears("📋 Step 1:")

        await journey.skip()
        second = await journey.hears("📋 Step 2:")

        assert str(second.content["text"]).startswith("🔔 Engagement Step Due: Anna Kowalska\n\n📋 Step 2: ")
        assert str(second.content["text"]).endswith("\n\nUse /leads to view details and take action.")
        assert labels(second) == ["✅ Done", "⏰ Snooze 24h", "⏭ Skip", "📝 View Full Draft", "📋 View Lead", *MORE]
        assert len(spoken("🔔", journey.you.messages)) == 2


async def test_done_on_a_reminder_completes_its_step(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        reminder = await a_first_reminder(journey)

        toast = await journey.press("✅ Done", reminder)

        assert toast == "✅ Done"
        await journey.hears("✅ Done")
        [lead] = await journey.app.use.queries.list_all(limit=10)
        assert lead.row.steps_done == 1


async def test_view_lead_shows_the_card_and_its_buttons_toggle_steps(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        reminder = await a_first_reminder(journey)
        await journey.press("📋 View Lead", reminder)
        card = await journey.hears("⬜ 1. Thank", times=2)

        await journey.press("⬜ 1.", card)
        await journey.hears("✅ 1. Thank")
        await journey.press("✅ 1.", card)
        await journey.hears("⬜ 1. Thank", times=2)

        [lead] = await journey.app.use.queries.list_all(limit=10)
        assert lead.row.steps_done == 0


async def test_a_deleted_lead_is_silent_and_undo_brings_its_reminders_back(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        await a_first_reminder(journey)
        card = await journey.hears("Plan: Met at an event")

        await journey.press("🗑 Delete", card)
        await journey.hears("Delete Anna Kowalska and its reminders?")
        await journey.press("🗑 Yes, delete", card)
        await journey.hears("Anna Kowalska is deleted.")
        assert await journey.app.use.claims.next_due_at() is None

        await journey.press("↩️ Undo", card)
        await journey.hears("Plan: Met at an event")
        await journey.skip()
        await journey.hears("📋 Step 2:")


async def test_after_a_restart_in_the_middle_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        await a_first_reminder(journey)

    async with a_journey(tmp_path) as journey:
        await journey.skip()
        await journey.hears("📋 Step 2:")
        journey.you.say("/leads")
        listing = await journey.hears("Your leads")

        assert labels(listing)[0].startswith("Anna Kowalska · 0/6")
        assert len(spoken("📋 Step 1:", journey.you.messages)) == 1
        assert len(spoken("📋 Step 2:", journey.you.messages)) == 1


async def test_after_all_that_the_log_and_the_read_models_agree(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        reminder = await a_first_reminder(journey)
        await journey.press("⏰ Snooze 24h", reminder)
        await journey.hears("⏰ Comes again")

        results = [await journey.app.use.verification.verify(projection) for projection in PROJECTIONS]

        assert [result.differences for result in results] == [[]] * len(PROJECTIONS)
        assert all(result.holds for result in results)


async def a_first_reminder(journey: Journey) -> Message:
    journey.you.say(ANNA)
    await journey.hears("Plan: Met at an event")
    return await journey.hears("📋 Step 1:")
