"""A new owner says where they are, and their reminders come by their own clock; also over a restart."""

from pathlib import Path

from entrypoints.sandbox.server import YOU
from tests.journeys.journey import ANNA, a_journey, labels
from tests.support.leads import BOT_ID


async def test_an_owner_says_where_they_are_and_waiting_reminders_move_there(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.you.say("/start")
        await journey.hears("One thing first: where are you?")
        journey.you.say(ANNA)
        await journey.hears("Plan: Met at an event")

    async with a_journey(tmp_path) as journey:  # the question is still open
        journey.you.say("Kyiv")
        proposal = await journey.hears("🌍 Kyiv, Ukraine (Europe/Kyiv)")
        toast = await journey.press("✅ Yes, that is my time", proposal)
        page = await journey.hears("🌍 Time zone: Europe/Kyiv")

        account = await journey.app.of_bot(BOT_ID).accounts.show(YOU.id)

    assert "reminders would move." in str(proposal.content["text"])
    assert toast.startswith("✅ 🌍 Time zone: Europe/Kyiv")
    assert toast.endswith("reminders moved.")
    assert page.message_id == proposal.message_id
    assert "⏸ Pause" in labels(page)
    assert account.clock.is_confirmed


async def test_a_place_that_is_shared_is_a_zone_proposed(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.you.send_location(52.23, 21.01)

        proposal = await journey.hears("🌍 Europe/Warsaw")
        await journey.press("✅ Yes, that is my time", proposal)
        await journey.hears("🌍 Time zone: Europe/Warsaw")
