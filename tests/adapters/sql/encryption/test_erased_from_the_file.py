"""After an erasure no file of a SQLite database contains a word of it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from adapters.sql.database import SqlDatabase
from adapters.sql.operations.wal import empty_write_ahead
from application.erasure.erasure import Erasure
from application.erasure.redaction import Redaction
from application.leads.capture import LeadCapture
from application.operator_request import OperatorRequest
from application.ports.inbox import InboundUpdate
from application.projections.registry import PROJECTIONS
from tests.support.databases import a_sqlite_url, open_for_bot
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM, a_new_lead, keep
from tests.support.memory_app import WORK_TIMES, YOU, a_relay
from tests.support.rebuilding import a_rebuild

WORDS = (b"Xanthippe", b"Quxworth", b"xan@quxworth.test", b"clandestine rendezvous")
NOTE = "Met Xanthippe of Quxworth, xan@quxworth.test, for a clandestine rendezvous. " * 120
"""Long enough to spill over into pages of its own."""


@asynccontextmanager
async def a_database_with_words(folder: Path) -> AsyncIterator[tuple[SqlDatabase, ManualClock, UUID]]:
    clock = ManualClock(MONDAY_9AM)
    async with open_for_bot(await a_sqlite_url(folder)) as database:
        update = InboundUpdate(BOT_ID, 1, CHAT_ID, f'{{"text": "{NOTE}"}}')
        async with database.write() as tx:
            await tx.inbox.keep([update], at=clock.now())
        lead_id = await LeadCapture(database, clock, WORK_TIMES).capture(NOTE, owner=YOU, command_id="telegram:99:1")
        async with database.write() as tx:
            await tx.inbox.mark_handled(update, at=clock.now())
        await keep(database, a_new_lead(LEAD_ID, with_plan=True))
        relay = a_relay(database, MemoryMessenger(), clock)
        while await relay.relay_due():
            clock.advance(timedelta(seconds=2))
        yield database, clock, lead_id


def files_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("leadbell.db*")))


def words_in(folder: Path) -> list[bytes]:
    content = files_of(folder)
    return [word for word in WORDS if word in content]


async def erase(database: SqlDatabase, clock: ManualClock, lead_id: UUID) -> bool:
    erasure = Erasure(database, clock, None, Redaction(database, clock, partial(empty_write_ahead, database)))
    return (await erasure.erase(lead_id, OperatorRequest("operator:ada", "asked"), dry_run=False)).is_compact


async def test_before_it_they_are_there(tmp_path: Path) -> None:
    """Else the other tests would prove nothing."""
    async with a_database_with_words(tmp_path):
        assert words_in(tmp_path) == list(WORDS)


async def test_after_it_they_are_gone_from_every_file(tmp_path: Path) -> None:
    async with a_database_with_words(tmp_path) as (database, clock, lead_id):
        assert await erase(database, clock, lead_id)

        assert words_in(tmp_path) == []
    assert words_in(tmp_path) == []


async def test_after_a_vacuum_they_are_gone_too(tmp_path: Path) -> None:
    async with a_database_with_words(tmp_path) as (database, clock, lead_id):
        await erase(database, clock, lead_id)

    with closing(sqlite3.connect(tmp_path / "leadbell.db")) as connection:
        connection.execute("VACUUM")
    assert words_in(tmp_path) == []


async def test_the_key_itself_is_gone_from_every_file(tmp_path: Path) -> None:
    async with a_database_with_words(tmp_path) as (database, clock, lead_id):
        key = _key_of(tmp_path, lead_id)
        assert key in files_of(tmp_path)

        await erase(database, clock, lead_id)

        assert key not in files_of(tmp_path)


async def test_tables_that_a_swap_has_dropped_hold_no_word_either(tmp_path: Path) -> None:
    async with a_database_with_words(tmp_path) as (database, clock, lead_id):
        for projection in PROJECTIONS:
            await a_rebuild(database).rebuild(projection)

        await erase(database, clock, lead_id)

        assert words_in(tmp_path) == []


async def test_a_reader_that_delays_the_checkpoint_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words leave the files with a later checkpoint, and the operator knows."""
    monkeypatch.setattr("adapters.sql.engine.engines.BUSY_TIMEOUT_S", 0.1)
    async with a_database_with_words(tmp_path) as (database, clock, lead_id):
        with closing(sqlite3.connect(tmp_path / "leadbell.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM stored_events").fetchone()

            assert not await erase(database, clock, lead_id)

        assert await empty_write_ahead(database)
        assert words_in(tmp_path) == []


def _key_of(folder: Path, lead_id: UUID) -> bytes:
    with closing(sqlite3.connect(folder / "leadbell.db")) as connection:
        [key] = connection.execute("SELECT key FROM lead_keys WHERE lead_id = ?", [lead_id.hex]).fetchone()
    assert isinstance(key, bytes)
    return key
