"""The wall clock is wrong for a while, as before the time is synchronised: nothing is lost by it."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from application.delivery.entry import EntryState
from domain.lead.events import Event, ReminderSent
from tests.faults.clocks.at_work import Office, at_work
from tests.support.leads import MONDAY_9AM, a_new_lead, keep

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
WRONG = [400 * DAY, -400 * DAY, timedelta(hours=1), timedelta(hours=-1)]
LEADS = [UUID(int=number) for number in range(1, 6)]


async def wait(office: Office, *, due_in: timedelta) -> None:
    """Five leads, each with one reminder that is due then; the next ones come days later."""
    for lead_id in LEADS:
        await keep(office.transactions, a_new_lead(lead_id, with_plan=True, at=MONDAY_9AM + due_in))


async def events(office: Office) -> list[Event]:
    async with office.transactions.read() as tx:
        return [event for lead_id in LEADS for event in await tx.log.history(lead_id)]


@pytest.mark.parametrize("by", WRONG)
@pytest.mark.parametrize("bears_date", [True, False])
async def test_five_that_wait_come_once_at_their_time_after_45_wrong_seconds(
    database: str, tmp_path: Path, by: timedelta, bears_date: bool
) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM, is_compared=True) as office:
        await office.answered(bears_date=bears_date)
        await wait(office, due_in=2 * MINUTE)

        await office.jump(by)
        await office.pass_time(45 * SECOND, steps=9)
        in_doubt = list(office.telegram.handed_over)
        await office.jump(-by)
        await office.pass_time(3 * MINUTE, steps=18)
        states = [entry.state for entry in await office.entries()]

    assert in_doubt == []
    assert states == [EntryState.SENT] * 5
    assert all(MONDAY_9AM + 2 * MINUTE <= sent.at <= MONDAY_9AM + 3 * MINUTE for sent in office.telegram.handed_over)


@pytest.mark.parametrize("by", WRONG)
async def test_a_clock_that_was_wrong_from_the_boot_on_decides_nothing(
    database: str, tmp_path: Path, by: timedelta
) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM + by, is_compared=True) as office:
        await wait(office, due_in=-MINUTE)
        await office.pass_time(45 * SECOND, steps=9)
        await office.answered(off=-by)
        in_doubt = await office.entries()

        await office.jump(-by)
        await office.pass_time(5 * SECOND, steps=5)
        states = [entry.state for entry in await office.entries()]

    assert in_doubt == []
    assert states == [EntryState.SENT] * 5


@pytest.mark.parametrize("by", WRONG)
async def test_a_message_that_goes_out_meanwhile_is_recorded_by_steady_time(
    database: str, tmp_path: Path, by: timedelta
) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM, is_compared=True) as office:
        office.telegram.open.clear()
        await office.answered()
        await wait(office, due_in=-MINUTE)
        await office.pass_time(2 * SECOND, steps=2)

        await office.jump(by)
        office.telegram.open.set()
        await office.pass_time(5 * SECOND, steps=5)
        sent = [event for event in await events(office) if isinstance(event, ReminderSent)]

    assert len(sent) == 5
    assert all(MONDAY_9AM <= event.timestamp <= MONDAY_9AM + MINUTE for event in sent)
