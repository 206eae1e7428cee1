"""Pauses that are findings, and findings that a pause excuses."""

from datetime import timedelta

import pytest

from application.delivery.pause import PauseCause
from application.operations.health import Health
from tests.support.examined_log import MINUTE, figures, found, pause, queue
from tests.support.memory_app import MemoryApp


async def test_a_pause_is_no_excuse_for_an_unclaimed_reminder(app: MemoryApp) -> None:
    await app.planned_lead()
    await pause(app, PauseCause.THROTTLED, lasts=timedelta(hours=1))
    app.clock.advance(2 * MINUTE)

    assert len(await found(app)) == 1


@pytest.mark.parametrize("cause", [PauseCause.MISCONFIGURED, PauseCause.BREAKER, PauseCause.OPERATOR])
async def test_a_pause_is_a_finding_and_the_reason_why_messages_wait(app: MemoryApp, cause: PauseCause) -> None:
    await queue(app)
    wanted = await pause(app, cause, lasts=timedelta(hours=1))
    app.clock.advance(10 * MINUTE)

    assert (await figures(app)).pauses == [wanted]
    assert await found(app) == [
        f"Nothing is sent until 2026-11-02 10:00:00 UTC ({cause}, by relay): of a test.",
    ]


async def test_a_pause_without_an_end_says_so(app: MemoryApp) -> None:
    await pause(app, PauseCause.OPERATOR)

    assert await found(app) == ["Nothing is sent until an operator resumes (operator, by relay): of a test."]


async def test_a_pause_that_telegram_asked_for_is_nothing_wrong_and_the_reason_why_messages_wait(
    app: MemoryApp,
) -> None:
    await queue(app)
    await pause(app, PauseCause.THROTTLED, lasts=timedelta(hours=1))
    app.clock.advance(10 * MINUTE)

    assert await found(app) == []


async def test_a_pause_that_is_over_is_not_in_force(app: MemoryApp) -> None:
    await pause(app, PauseCause.BREAKER, lasts=MINUTE)
    app.clock.advance(MINUTE)

    assert (await figures(app)).pauses == []
    assert await Health(app.transactions, app.clock).pauses() == []
