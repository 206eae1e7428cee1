"""A lead that cannot be read is not in the way of its owner's other leads when they change their zone."""

from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from application.accounts.commands import AccountCommands
from application.accounts.reachability import ChatReachability
from application.accounts.working_time import WorkTimes
from application.errors import UnreadableEvent
from application.reminders.follow_ups import FollowUpScheduler
from domain.account.account import account_id_of
from domain.account.preferences import Preferences
from tests.domain.worktime.owners import IN_KYIV
from tests.support.accounts import an_account, keep_accounts
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep
from tests.support.memory_app import YOU
from tests.support.planned_by_words import planned_lead

WORK_TIMES = WorkTimes(Preferences("Europe/Kyiv"), VacanzaHolidayCalendar())
every_database = pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])


async def break_last_event_of(database: object, originator: object, version: int) -> None:
    assert isinstance(database, SqlDatabase)
    its = str(originator).replace("-", "") if database.is_sqlite else str(originator)
    async with database.engine.begin() as connection:
        change = "UPDATE stored_events SET topic = 'lead.of_another_age' WHERE originator_id = :its "
        its_id = {"its": its}
        if not database.is_sqlite:
            change = change.replace(":its", "CAST(:its AS UUID)")
        await connection.execute(text(f"{change} AND originator_version = {version}"), its_id)


@every_database
async def test_a_new_zone_moves_the_readable_leads(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        for lead_id in (LEAD_ID, OTHER_LEAD_ID):
            await keep(database, planned_lead("Day 2", owner=IN_KYIV, at=MONDAY_9AM, lead_id=lead_id))
        await break_last_event_of(database, LEAD_ID, 2)
        commands = AccountCommands(database, ManualClock(MONDAY_9AM), WORK_TIMES)

        changed = await commands.confirm_zone(YOU, "tg:1:1", "America/New_York")

    assert [one.lead_id for one in changed.moved] == [OTHER_LEAD_ID]
    assert changed.account.preferences.zone == "America/New_York"


@every_database
async def test_a_quiet_lead_that_cannot_be_read_is_reported_and_the_others_are_followed_up(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        await keep(database, a_new_lead(LEAD_ID), a_new_lead(OTHER_LEAD_ID))
        await break_last_event_of(database, LEAD_ID, 1)
        clock = ManualClock(MONDAY_9AM.replace(day=4))

        scheduled = await FollowUpScheduler(database, clock, WORK_TIMES).schedule_waiting()

    assert scheduled == 1
    assert [record.message for record in caplog.records] == ["a quiet lead cannot be followed up"]


@every_database
async def test_an_account_that_cannot_be_read_says_so(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        await keep_accounts(database, an_account(7), an_account(8))
        await break_last_event_of(database, account_id_of(BOT_ID, 7), 1)

        async with database.read() as tx:
            with pytest.raises(UnreadableEvent) as refusal:
                await tx.account_log.load(7)
            assert await tx.account_log.load(8) is not None

    assert refusal.value.version == 1


@every_database
async def test_an_account_that_cannot_be_read_does_not_keep_chats_from_being_marked(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        await keep_accounts(database, an_account(YOU.id))
        await break_last_event_of(database, account_id_of(BOT_ID, YOU.id), 1)

        await ChatReachability(database, ManualClock(MONDAY_9AM)).note_blocked(YOU.id * 10)

        async with database.read() as tx:
            chat_state = await tx.chat_states.get(YOU.id * 10)
    assert chat_state.unreachable_since == MONDAY_9AM
    assert [record.message for record in caplog.records] == ["the state of a chat was not recorded on its account"]
