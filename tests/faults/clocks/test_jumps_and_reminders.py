"""A reminder comes at its time by the wall clock, whatever that clock has shown before."""

from datetime import timedelta
from pathlib import Path

from tests.faults.clocks.at_work import POLL_INTERVAL, at_work
from tests.faults.clocks.conftest import HOUR
from tests.support.leads import MONDAY_9AM, a_new_lead, keep

MINUTE = timedelta(minutes=1)
DUE_AT = MONDAY_9AM + 10 * MINUTE


async def test_no_reminder_is_early_and_none_is_forgotten(database: str, jump: timedelta, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM) as office:
        await keep(office.transactions, a_new_lead(with_plan=True, at=DUE_AT))
        await office.pass_time(5 * MINUTE)

        await office.jump(jump)
        await office.pass_time(2 * HOUR, steps=24)

    [reminder] = office.telegram.handed_over
    by_wall_clock = max(timedelta(0), DUE_AT - MONDAY_9AM - 5 * MINUTE - jump)
    assert reminder.at >= DUE_AT
    assert 0 <= reminder.mono - (5 * MINUTE + by_wall_clock).total_seconds() <= 5 * MINUTE.total_seconds()


async def test_a_reminder_due_after_a_jump_is_not_slept_through(database: str, jump: timedelta, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM) as office:
        await office.jump(jump)
        await keep(office.transactions, a_new_lead(with_plan=True, at=office.clock.now() + MINUTE))
        await office.pass_time(MINUTE)

    [reminder] = office.telegram.handed_over
    assert reminder.at == MONDAY_9AM + jump + MINUTE


async def test_a_clock_that_jumps_there_and_back_makes_no_reminder_early(database: str, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM) as office:
        await keep(office.transactions, a_new_lead(with_plan=True, at=MONDAY_9AM + 2 * HOUR))
        for _ in range(3):
            await office.jump(HOUR)
            await office.pass_time(MINUTE)
            await office.jump(-HOUR)
            await office.pass_time(MINUTE)
        early = list(office.telegram.handed_over)
        await office.pass_time(2 * HOUR, steps=8)

    [reminder] = office.telegram.handed_over
    assert early == []
    assert MONDAY_9AM + 2 * HOUR <= reminder.at <= MONDAY_9AM + 2 * HOUR + POLL_INTERVAL
