"""A plan in a planner's own words: the card shows each step's local time, and its reminder comes then."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from application.ports.planner import Draft, DraftStep
from entrypoints.settings import Settings
from tests.journeys.journey import ANNA, Journey, a_journey
from tests.support.leads import ADA

KYIV = ZoneInfo("Europe/Kyiv")
OWNERS = Settings(timezone=KYIV)
"""Send time 09:30, quiet from 20:00 to 08:00, working days Monday to Friday."""

WORDS: Sequence[Mapping[str, object]] = (
    {"timing": "Immediately"},
    {"timing": "in 3 hours"},
    {"delay_days": 1},
    {"timing": "3 business days"},
    {"timing": "next Monday at 14:00"},
    {"timing": "Week 2"},
    {"timing": "Day 11"},
    {"timing": "in two weeks"},
    {},
)
MEANT = (
    timedelta(0),
    timedelta(hours=3),
    timedelta(days=1, minutes=-30),
    timedelta(days=3, minutes=-30),
    timedelta(days=6, hours=4),
    timedelta(days=7, minutes=-30),
    timedelta(days=13, minutes=-30),  # a Saturday, so the Monday after it
    timedelta(days=14, minutes=-30),
    timedelta(days=27, minutes=-30),
)
"""On the wall clock, from a Tuesday at ten."""
SECONDS = timedelta(seconds=59)


class InWords:
    """Implements the ``Planner`` port: the same plan for every note."""

    async def draft(self, note: str) -> Draft:
        steps = [DraftStep("email", f"Do thing {number}", "", words) for number, words in enumerate(WORDS, start=1)]
        return Draft("in words", ADA, tuple(steps))


async def test_each_step_is_shown_and_comes_at_its_time_on_the_owner_s_clock(tmp_path: Path) -> None:
    async with a_journey(tmp_path, OWNERS, planner=InWords()) as journey:
        tuesday = on_a_tuesday_at_ten(journey)
        journey.you.say(ANNA)
        card = await journey.hears("Plan: in words")

        shown = shown_on(str(card.content["text"]))
        came = [await came_at(journey, number) for number in range(1, len(WORDS) + 1)]

        expected = [(tuesday + meant).replace(tzinfo=KYIV) for meant in MEANT]
        assert shown == [at.strftime("%a %d %b %Y, %H:%M") for at in expected]
        assert [timedelta(0) <= at - due < SECONDS for at, due in zip(came, expected, strict=True)] == [True] * 9


async def test_a_lead_without_activity_after_its_plan_is_followed_up(tmp_path: Path) -> None:
    async with a_journey(tmp_path, OWNERS, planner=InWords()) as journey:
        tuesday = on_a_tuesday_at_ten(journey)
        journey.you.say(ANNA)
        await journey.hears("Plan: in words")
        for number in range(1, len(WORDS) + 1):
            await came_at(journey, number)

        first = await follow_up(journey, times=1)
        second = await follow_up(journey, times=2)

        # The last reminder came on a Monday; three days later is Thursday, and three more are Sunday, so Monday.
        assert (first, second) == (tuesday + timedelta(days=30), tuesday + timedelta(days=34))


def on_a_tuesday_at_ten(journey: Journey) -> datetime:
    """Move the sandbox's clock there. Return the wall time in Kyiv, without a zone to count in."""
    clock = journey.sandbox.clock.clock
    local = clock.now().astimezone(KYIV)
    ahead = (1 - local.weekday()) % 7 or 7
    at = datetime(local.year, local.month, local.day, 10, 0) + timedelta(days=ahead)  # noqa: DTZ001 - a wall time
    clock.skip_to(at.replace(tzinfo=KYIV))
    return at


def shown_on(card: str) -> list[str]:
    return re.findall(r"due (\w{3} \d\d \w{3} \d{4}, \d\d:\d\d)", card)


async def came_at(journey: Journey, number: int) -> datetime:
    """When the reminder of that step came, by the chat; the clock is skipped there unless it is there already."""
    if number > 1:
        await journey.skip()
    message = await journey.hears(f"Step {number}:")
    return datetime.fromtimestamp(message.date, UTC).astimezone(KYIV)


async def follow_up(journey: Journey, *, times: int) -> datetime:
    """The day on which it came, at ten: that is the unit in which the expected days are counted."""
    await journey.until(lambda: True)
    while await journey.app.use.claims.next_due_at() is None:
        journey.sandbox.clock.advance(timedelta(seconds=1))
    await journey.skip()
    message = await journey.hears("Follow Up:", times=times)
    came = datetime.fromtimestamp(message.date, UTC).astimezone(KYIV)
    assert (came.hour, came.minute) == (9, 30)
    return came.replace(tzinfo=None, hour=10, minute=0, second=0)
