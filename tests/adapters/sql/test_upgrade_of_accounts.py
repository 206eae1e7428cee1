"""A database from before there were accounts and follow-ups goes on with all its leads."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, insert, inspect, text

from adapters.memory.holiday_calendar import MemoryHolidayCalendar
from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.log.stored_history import MAPPER
from adapters.sql.migrations.runner import SchemaState, alembic_config, schema_of, upgrade
from adapters.sql.schema.tables import lead_list, projection_positions, scheduled_reminders, stored_events
from application.accounts.commands import AccountCommands
from application.accounts.working_time import WorkTimes
from application.read_models.lead_list import lead_rows
from application.read_models.scheduled_reminders import reminder_rows
from application.reminders.follow_ups import FollowUpScheduler
from domain.account.preferences import Preferences
from domain.lead.lead import Lead
from entrypoints.bootstrap import bootstrap
from entrypoints.settings import Settings
from tests.application.house import YOU
from tests.databases import POSTGRESQL, SQLITE, a_postgres_url
from tests.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, events_of
from tests.rebuilding import a_rebuild, all_hold

NEW_TABLES = {"accounts", "quiet_leads", "open_questions"}
DAY = timedelta(days=1)
WORK_TIMES = WorkTimes(Preferences("Europe/Kyiv"), MemoryHolidayCalendar())
every_database = pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])


@asynccontextmanager
async def an_old_database(name: str, folder: Path) -> AsyncIterator[SqlDatabase]:
    """Of revision 0002: one lead waits for its plan, one has a step ahead."""
    if name == SQLITE:
        async with open_database(f"sqlite+aiosqlite:///{folder / 'leadbell.db'}") as database:
            await _make_old(database)
            yield database
    else:
        async with a_postgres_url() as url, open_database(url) as database:
            async with database.engine.begin() as connection:
                await connection.execute(text("DROP SCHEMA public CASCADE"))
                await connection.execute(text("CREATE SCHEMA public"))
            await _make_old(database)
            yield database


async def _make_old(database: SqlDatabase) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade_to_the_second)
        await connection.run_sync(_keep, [a_new_lead(LEAD_ID), a_new_lead(OTHER_LEAD_ID, with_plan=True)])


def _upgrade_to_the_second(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")


def _keep(connection: Connection, leads: Sequence[Lead]) -> None:
    """As the program of then did: events, two read models, and where these are."""
    events = [MAPPER.to_stored_event(event) for lead in leads for event in events_of(lead)]
    columns = ("originator_id", "originator_version", "topic", "state")
    connection.execute(insert(stored_events), [{name: getattr(one, name) for name in columns} for one in events])
    rows = [_values(row) for lead in leads for row in lead_rows(lead.state)]
    connection.execute(insert(lead_list), rows)
    connection.execute(
        insert(scheduled_reminders), [_values(row) for lead in leads for row in reminder_rows(lead.state)]
    )
    positions = [{"projection": name, "position": len(events)} for name in ("lead_list", "scheduled_reminders")]
    connection.execute(insert(projection_positions), positions)


def _values(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}  # type: ignore[attr-defined]


async def tables(database: SqlDatabase) -> set[str]:
    async with database.engine.connect() as connection:
        return await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))


@every_database
async def test_its_new_tables_appear(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        before = await tables(database)
        old = await schema_of(database)

        schema = await upgrade(database)

        after = await tables(database)
    assert old.state is SchemaState.OLDER
    assert schema.is_ready
    assert after - before >= NEW_TABLES
    assert before & NEW_TABLES == set()


@every_database
async def test_its_new_read_models_are_computed_once_and_the_old_ones_left_alone(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        await upgrade(database)
        rebuild = a_rebuild(database)

        rebuilt = [await rebuild.catch_up() for _ in range(2)]

        holds = await all_hold(database)
        async with database.read() as tx:
            waiting = await tx.quiet_leads.waiting(MONDAY_9AM + DAY, limit=10)
    assert [{(one.name, one.rows) for one in turn} for turn in rebuilt] == [
        {("accounts", 0), ("quiet_leads", 1), ("owner_statistics", 3)},
        set(),
    ]
    assert holds
    assert [row.lead_id for row in waiting] == [LEAD_ID]


@every_database
async def test_its_leads_are_followed_up_and_its_owners_get_accounts(name: str, tmp_path: Path) -> None:
    clock = ManualClock(MONDAY_9AM + DAY)
    async with an_old_database(name, tmp_path) as database:
        await upgrade(database)
        await a_rebuild(database).catch_up()

        scheduled = await FollowUpScheduler(database, clock, WORK_TIMES).schedule_waiting()
        commands = AccountCommands(database, clock, WORK_TIMES)
        changed = await commands.confirm_zone(YOU, "tg:1:1", "America/New_York")

        async with database.read() as tx:
            [account] = await tx.accounts.page(offset=0, limit=10)
    assert scheduled == 1
    assert (account.owner_id, account.zone, account.version) == (OWNER_ID, "America/New_York", 2)
    # The old plan's steps were due at nine in UTC, which is night in New York.
    assert [one.lead_id for one in changed.moved] == [LEAD_ID, OTHER_LEAD_ID, OTHER_LEAD_ID, OTHER_LEAD_ID]


@every_database
async def test_an_empty_database_has_nothing_to_compute(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        await upgrade(database)
        async with database.engine.begin() as connection:
            for table in (stored_events, lead_list, scheduled_reminders, projection_positions):
                await connection.execute(table.delete())

        assert await a_rebuild(database).catch_up() == []


async def test_a_program_that_starts_on_an_old_file_makes_it_ready_with_all_read_models(tmp_path: Path) -> None:
    async with an_old_database(SQLITE, tmp_path) as database:
        url = database.url.render_as_string(hide_password=False)

    async with bootstrap(Settings(database_url=url)) as app:
        await app.make_ready()

        async with app.database.read() as tx:
            assert await tx.quiet_leads.aggregate_ids() == {LEAD_ID}
        assert await all_hold(app.database)
