"""Which pauses are a finding, and what they excuse."""

from datetime import timedelta

import pytest

from application.delivery.pause import PauseCause
from application.operations.health import Health
from tests.support.examined_log import MINUTE, figures, found, pause, queue
from tests.support.memory_app import House


async def test_a_pause_is_no_excuse_for_an_unclaimed_reminder(house: House) -> None:
    await house.planned_lead()
    await pause(house, PauseCause.THROTTLED, lasts=timedelta(hours=1))
    house.clock.advance(2 * MINUTE)

    assert len(await found(house)) == 1


@pytest.mark.parametrize("cause", [PauseCause.MISCONFIGURED, PauseCause.BREAKER, PauseCause.OPERATOR])
async def test_a_pause_is_a_finding_and_the_reason_why_messages_wait(house: House, cause: PauseCause) -> None:
    await queue(house)
    wanted = await pause(house, cause, lasts=timedelta(hours=1))
    house.clock.advance(10 * MINUTE)

    assert (await figures(house)).pauses == [wanted]
    assert await found(house) == [
        f"Nothing is sent until 2026-11-02 10:00:00 UTC ({cause}, by relay): of a test.",
    ]


async def test_a_pause_that_nobody_ends_says_so(house: House) -> None:
    await pause(house, PauseCause.OPERATOR)

    assert await found(house) == ["Nothing is sent until somebody resumes (operator, by relay): of a test."]


async def test_a_pause_that_telegram_asked_for_is_nothing_wrong_and_the_reason_why_messages_wait(house: House) -> None:
    await queue(house)
    await pause(house, PauseCause.THROTTLED, lasts=timedelta(hours=1))
    house.clock.advance(10 * MINUTE)

    assert await found(house) == []


async def test_a_pause_that_is_over_is_not_in_force(house: House) -> None:
    await pause(house, PauseCause.BREAKER, lasts=MINUTE)
    house.clock.advance(MINUTE)

    assert (await figures(house)).pauses == []
    assert await Health(house.transactions, house.clock).pauses() == []
