"""Telegram refuses to bring updates: at the start, for a moment, and for good."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.errors import MessengerStopped
from application.inbox.refusals import BORNE_FOR, Refusals
from application.ports.troubles import Trouble
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp

BOT_ID = 7
REASONS = ["401: Telegram does not know this bot token", "404: no such bot", "409: another program", "301: elsewhere"]


@pytest.fixture
def clock() -> HurriedClock:
    return HurriedClock(MONDAY_9AM)


@pytest.fixture
def refusals(app: MemoryApp, clock: HurriedClock) -> Refusals:
    return Refusals(app.transactions, clock, BOT_ID)


async def standing(app: MemoryApp) -> Sequence[tuple[Trouble, int]]:
    async with app.transactions.read() as tx:
        return [(one.trouble, one.bot_id) for one in await tx.troubles.all()]


async def borne_until_it_ends(refusals: Refusals, reason: str) -> None:
    while True:
        await refusals.bear(MessengerStopped(reason))


@pytest.mark.parametrize("reason", REASONS)
async def test_a_refusal_at_the_start_ends_the_program(refusals: Refusals, reason: str) -> None:
    with pytest.raises(MessengerStopped, match=reason[:3]):
        await refusals.bear(MessengerStopped(reason))


@pytest.mark.parametrize("reason", REASONS)
async def test_a_refusal_in_a_good_run_is_borne_and_said(
    app: MemoryApp, refusals: Refusals, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    await refusals.note_answer()

    await refusals.bear(MessengerStopped(reason))
    await refusals.bear(MessengerStopped(reason))
    stood = await standing(app)
    await refusals.note_answer()

    assert stood == [(Trouble.TELEGRAM_REFUSES, BOT_ID)]
    assert await standing(app) == []
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "Telegram refuses to bring updates; we go on asking"
    ]


async def test_a_refusal_that_stays_ends_the_program_after_ten_minutes(refusals: Refusals, clock: HurriedClock) -> None:
    await refusals.note_answer()

    with pytest.raises(MessengerStopped):
        await borne_until_it_ends(refusals, REASONS[0])

    assert sum(clock.slept, timedelta()) >= BORNE_FOR
    assert max(clock.slept) <= timedelta(minutes=1)


async def test_refusals_count_from_the_last_answer_on(refusals: Refusals, clock: HurriedClock) -> None:
    for _ in range(5):
        await refusals.note_answer()
        while sum(clock.slept, timedelta()) < BORNE_FOR / 2:
            await refusals.bear(MessengerStopped(REASONS[2]))
        clock.slept.clear()


async def test_a_refusal_that_a_former_process_left_is_lifted_and_that_of_another_bot_stays(
    app: MemoryApp, refusals: Refusals
) -> None:
    async with app.transactions.write() as tx:
        for bot_id in (BOT_ID, 8):
            await tx.troubles.note(Trouble.TELEGRAM_REFUSES, "401", at=MONDAY_9AM, bot_id=bot_id)

    await refusals.note_answer()

    assert await standing(app) == [(Trouble.TELEGRAM_REFUSES, 8)]


@pytest.mark.parametrize("has_answered", [True, False])
async def test_one_of_several_bots_is_waited_for(app: MemoryApp, clock: HurriedClock, *, has_answered: bool) -> None:
    refusals = Refusals(app.transactions, clock, BOT_ID, is_alone=False)
    if has_answered:
        await refusals.note_answer()

    while clock.monotonic() < 3 * BORNE_FOR.total_seconds():
        await refusals.bear(MessengerStopped(REASONS[0]))

    assert await standing(app) == [(Trouble.TELEGRAM_REFUSES, BOT_ID)]
