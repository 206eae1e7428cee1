"""Databases as former programs left them: opened by this one they have the same leads, sealed and chained."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from application.operator_request import OperatorRequest
from application.read_models.scheduled_reminders import reminder_rows
from domain.lead.state import LeadState
from entrypoints.bootstrap import bootstrap
from entrypoints.cli.output import plain
from entrypoints.settings import Settings

FORMER = Path(__file__).parent / "former"
_MANDATE = OperatorRequest("operator:ada", "asked")
WORDS = (b"Lovelace", b"ada@engines.test", b"Babbage", b"7946 0123", b"Grace Hopper", b"grace@navy.test")


def restored(folder: Path, dump: str) -> Path:
    """The dump, as a file that a former program has written to."""
    file = folder / "leadbell.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FORMER / f"{dump}.sql").read_text(encoding="utf-8"))
    return file


def expected(dump: str) -> dict[str, Any]:
    states = json.loads((FORMER / f"{dump}.json").read_text(encoding="utf-8"))
    assert isinstance(states, dict)
    return states


def told(state: LeadState) -> dict[str, Any]:
    """As the former program printed it."""
    names = ("lead_id", "owner_id", "version", "note", "prospect", "plans", "captured_at", "changed_at", "deleted_at")
    return {**{name: plain(getattr(state, name)) for name in names}, "reminders": plain(reminder_rows(state))}


@pytest.mark.parametrize("dump", ["of_0003"])
async def test_every_lead_is_as_it_was(tmp_path: Path, dump: str) -> None:
    file = restored(tmp_path, dump)

    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{file}")) as app:
        await app.make_ready()
        states = {lead_id: told(await app.queries.get(UUID(lead_id))) for lead_id in expected(dump)}

    assert states == expected(dump)


async def test_its_log_is_proven_and_its_read_models_are_those_of_the_log(tmp_path: Path) -> None:
    file = restored(tmp_path, "of_0003")

    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{file}")) as app:
        await app.make_ready()

        proof = await app.proof.verify()
        verified = [await app.verification.verify(projection) for projection in app.rebuild.projections]

    assert (proof.holds, proof.events) == (True, 40)
    assert [one.name for one in verified if not one.holds] == []


async def test_what_people_said_is_sealed_where_it_stood(tmp_path: Path) -> None:
    """The read models still show it, in tables of their own; the log does not."""
    file = restored(tmp_path, "of_0003")
    assert all(word in _log(file) for word in WORDS)

    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{file}")) as app:
        await app.make_ready()

    assert [word for word in WORDS if word in _log(file)] == []


async def test_one_of_its_leads_can_be_erased_from_the_file(tmp_path: Path) -> None:
    file = restored(tmp_path, "of_0003")
    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{file}")) as app:
        await app.make_ready()
        [ada] = [
            lead_id for lead_id, state in expected("of_0003").items() if state["prospect"]["name"] == "Ada Lovelace"
        ]

        await app.erasure.erase(UUID(ada), _MANDATE, dry_run=False)

    content = _files(tmp_path)
    assert b"Lovelace" not in content
    assert b"Grace Hopper" in content


def _files(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.iterdir())


def _log(file: Path) -> bytes:
    with closing(sqlite3.connect(file)) as connection:
        return b"".join(state for (state,) in connection.execute("SELECT state FROM stored_events"))
