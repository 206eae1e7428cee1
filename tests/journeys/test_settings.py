"""A new owner says where they are, and their reminders come by their own clock; also over a restart."""

from pathlib import Path

from entrypoints.sandbox.server import YOU
from tests.journeys.house import ANNA, a_house, labels


async def test_an_owner_says_where_they_are_and_what_waits_moves_there(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        house.you.say("/start")
        await house.hears("One thing first: where are you?")
        house.you.say(ANNA)
        await house.hears("Plan: Met at an event")

    async with a_house(tmp_path) as house:  # the question is still open
        house.you.say("Kyiv")
        proposal = await house.hears("🌍 Kyiv, Ukraine (Europe/Kyiv)")
        toast = await house.press("✅ Yes, that is my time", proposal)
        page = await house.hears("🌍 Time zone: Europe/Kyiv")

        account = await house.app.use.accounts.show(YOU.id)

    assert "reminders would move." in str(proposal.content["text"])
    assert toast.startswith("✅ 🌍 Time zone: Europe/Kyiv")
    assert toast.endswith("reminders moved.")
    assert page.message_id == proposal.message_id
    assert "⏸ Pause" in labels(page)
    assert account.clock.is_confirmed


async def test_a_place_that_is_shared_is_a_zone_proposed(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        house.you.send_location(52.23, 21.01)

        proposal = await house.hears("🌍 Europe/Warsaw")
        await house.press("✅ Yes, that is my time", proposal)
        await house.hears("🌍 Time zone: Europe/Warsaw")
