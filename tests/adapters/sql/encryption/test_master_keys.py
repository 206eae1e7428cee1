"""Leads' keys wrapped by a master key: who has the file alone reads nothing."""

import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from application.errors import MasterKeyMissing, UnreadableEvent
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.adapters.sql.log.test_tampering import proof
from tests.support.databases import a_sqlite_url
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, a_new_lead, keep

FIRST, SECOND = (b64encode(letter * 32).decode() for letter in (b"1", b"2"))
NOTE = "Met Ada at the fair"


async def note_of_the_lead(url: str, master_key: str = "", lead_id: UUID = LEAD_ID) -> str:
    """As a program with that master key reads it."""
    async with bootstrap(_settings(url, master_key)) as app:
        return (await app.use.queries.get(lead_id)).note


async def start(url: str, master_key: str = "") -> None:
    async with bootstrap(_settings(url, master_key)) as app:
        await app.make_ready()


async def noted(folder: Path, master_key: str = "") -> str:
    url = await a_sqlite_url(folder)
    async with bootstrap(_settings(url, master_key)) as app:
        await keep(app.database, a_new_lead(LEAD_ID))
    return url


def _settings(url: str, master_key: str) -> Settings:
    return Settings.model_validate(
        {"database_url": url, "master_key": master_key} if master_key else {"database_url": url}
    )


def keys_in(folder: Path) -> list[tuple[bytes, str]]:
    with closing(sqlite3.connect(folder / "leadbell.db")) as connection:
        return connection.execute("SELECT key, wrapped_by FROM lead_keys").fetchall()


@pytest.mark.parametrize("other", ["", SECOND])
async def test_without_it_nothing_is_read_and_the_problem_is_named(tmp_path: Path, other: str) -> None:
    url = await noted(tmp_path, FIRST)

    with pytest.raises(MasterKeyMissing, match="LEADBELL_MASTER_KEY"):
        await note_of_the_lead(url, other)
    with pytest.raises(MasterKeyMissing, match="LEADBELL_MASTER_KEY"):
        await start(url, other)


async def test_keys_from_before_there_was_a_master_key_are_wrapped_at_the_start(tmp_path: Path) -> None:
    url = await noted(tmp_path)
    [(bare, wrapped_by)] = keys_in(tmp_path)
    assert (len(bare), wrapped_by) == (32, "")

    await start(url, FIRST)

    [(wrapped, wrapped_by)] = keys_in(tmp_path)
    assert bare not in wrapped
    assert wrapped_by
    assert await note_of_the_lead(url, FIRST) == NOTE


async def test_a_new_master_key_follows_the_old_one(tmp_path: Path) -> None:
    url = await noted(tmp_path, FIRST)

    await start(url, f"{SECOND},{FIRST}")

    assert await note_of_the_lead(url, SECOND) == NOTE
    with pytest.raises(MasterKeyMissing):
        await note_of_the_lead(url, FIRST)


async def test_a_wrapped_key_of_another_lead_opens_nothing(tmp_path: Path) -> None:
    url = await noted(tmp_path, FIRST)
    async with bootstrap(_settings(url, FIRST)) as app:
        await keep(app.database, a_new_lead(OTHER_LEAD_ID))
    with closing(sqlite3.connect(tmp_path / "leadbell.db")) as connection, connection:
        [other] = connection.execute("SELECT key FROM lead_keys WHERE lead_id = ?", [OTHER_LEAD_ID.hex]).fetchone()
        connection.execute("UPDATE lead_keys SET key = ? WHERE lead_id = ?", [other, LEAD_ID.hex])

    with pytest.raises(UnreadableEvent, match=f"of lead {LEAD_ID}"):
        await note_of_the_lead(url, FIRST)
    assert await note_of_the_lead(url, FIRST, OTHER_LEAD_ID) == NOTE


async def test_one_key_that_cannot_be_opened_does_not_stop_a_start(tmp_path: Path) -> None:
    url = await noted(tmp_path, FIRST)
    async with bootstrap(_settings(url, FIRST)) as app:
        await keep(app.database, a_new_lead(OTHER_LEAD_ID))
    with closing(sqlite3.connect(tmp_path / "leadbell.db")) as connection, connection:
        connection.execute("UPDATE lead_keys SET wrapped_by = 'another' WHERE lead_id = ?", [LEAD_ID.hex])

    await start(url, FIRST)

    assert await note_of_the_lead(url, FIRST, OTHER_LEAD_ID) == NOTE
    with pytest.raises(MasterKeyMissing):
        await note_of_the_lead(url, FIRST)


async def test_the_chain_holds_without_any_master_key(tmp_path: Path) -> None:
    """A proof of the log needs no key."""
    url = await noted(tmp_path, FIRST)

    async with bootstrap(_settings(url, "")) as app:
        assert (await proof(app.database)).holds
