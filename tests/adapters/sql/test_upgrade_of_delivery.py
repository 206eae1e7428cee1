"""A database of the first version goes on with all that it holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, bindparam, text

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrations.runner import alembic_config, upgrade
from adapters.sql.schema.columns import UtcDateTime
from application.delivery.entry import EntryKind, EntryState
from application.delivery.message import say
from application.delivery.pause import PauseCause
from application.ports.rate_limit import TokenBucket
from application.relay.leases import PauseWatch
from tests.databases import POSTGRESQL, SQLITE, a_postgres_url
from tests.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, step_of

HOUR = timedelta(hours=1)
ENTRY = """
    INSERT INTO outbox (kind, priority, chat_id, reminder_id, generation, message, state, created_at, not_before,
                        attempts, message_id, settled_at)
    VALUES ('reminder', 1, :chat_id, :reminder_id, 3, :message, 'sent', :at, :at, 2, 77, :at)
"""
MESSAGE = '{"spans": [{"text": "Hello", "style": "plain"}], "buttons": []}'
PAUSE = "INSERT INTO rate_limiter (id, paused_until, reason) VALUES (1, :until, '429: too many requests')"


@asynccontextmanager
async def an_old_database(name: str, folder: Path) -> AsyncIterator[SqlDatabase]:
    """Of revision 0001."""
    if name == SQLITE:
        async with open_database(f"sqlite+aiosqlite:///{folder / 'leadbell.db'}") as database:
            await _make_old(database)
            yield database
    else:
        async with a_postgres_url() as url, open_database(url) as database:
            await _empty(database)
            await _make_old(database)
            yield database


async def _empty(database: SqlDatabase) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))


async def _make_old(database: SqlDatabase) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade_to_the_first)


def _upgrade_to_the_first(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


async def keep_one_entry(database: SqlDatabase) -> None:
    values = {"chat_id": CHAT_ID, "reminder_id": str(step_of(LEAD_ID, 1)), "message": MESSAGE, "at": MONDAY_9AM}
    async with database.engine.begin() as connection:
        await connection.execute(text(ENTRY).bindparams(bindparam("at", type_=UtcDateTime())), values)


async def keep_a_pause(database: SqlDatabase, until: datetime) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text(PAUSE).bindparams(bindparam("until", type_=UtcDateTime())), {"until": until})


every_database = pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])


@every_database
async def test_its_entries_are_kept(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        await keep_one_entry(database)

        schema = await upgrade(database)

        async with database.read() as tx:
            entry = await tx.outbox.of_reminder(step_of(LEAD_ID, 1), 3)
    assert schema.is_ready
    assert entry is not None
    assert (entry.state, entry.attempts, entry.message_id) == (EntryState.SENT, 2, 77)
    assert (entry.content.kind, entry.content.chat_id, entry.content.message) == (
        EntryKind.REMINDER,
        CHAT_ID,
        say("Hello"),
    )
    assert (entry.created_at, entry.settled_at, entry.content.expires_at) == (MONDAY_9AM, MONDAY_9AM, None)


@every_database
@pytest.mark.parametrize(("left", "is_in_force"), [(HOUR, True), (-HOUR, False)])
async def test_its_pause_is_kept_as_one_that_telegram_asked_for(
    name: str, tmp_path: Path, left: timedelta, *, is_in_force: bool
) -> None:
    now = datetime.now(UTC)
    async with an_old_database(name, tmp_path) as database:
        await keep_a_pause(database, now + left)

        await upgrade(database)

        async with database.read() as tx:
            [pause] = await tx.rate_limiter.pauses()
    assert (pause.cause, pause.until, pause.by) == (PauseCause.THROTTLED, now + left, "relay")
    assert pause.reason == "429: too many requests"
    assert bool(PauseWatch(ManualClock(now)).in_force([pause])) is is_in_force


@every_database
async def test_without_a_pause_nothing_is_paused(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        await upgrade(database)

        async with database.read() as tx:
            assert await tx.rate_limiter.pauses() == []
            assert await tx.rate_limiter.bucket() == TokenBucket(None, 0)
