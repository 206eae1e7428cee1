"""The programs that go on: how they start, what stops them, and what keeps them from starting."""

import asyncio
import json
import socket
from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import writer_lock
from entrypoints.cli.running import OPEN_DOOR
from entrypoints.sandbox.program import SANDBOX_TOKEN
from tests.entrypoints.cli.bot_api import Doorman, a_bot_api_server
from tests.entrypoints.cli.terminal import Terminal
from tests.journeys.journey import ANNA, a_journey


def test_run_makes_its_tables_introduces_itself_listens_and_stops_when_asked(empty_terminal: Terminal) -> None:
    with a_bot_api_server(Doorman(ends_at="getUpdates")) as doorman:
        settings = {"TELEGRAM_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": doorman.url}

        ended = empty_terminal.with_settings(**settings).leadbell("run")

    assert (ended.code, ended.output) == (0, "Leadbell is running. Ctrl+C stops it.\n")
    assert ended.errors == f"{OPEN_DOOR}\n"
    assert doorman.calls == ["getMe", "setMyCommands", "getUpdates"]
    assert empty_terminal.leadbell("db", "check").code == 0


@pytest.mark.parametrize("token", [SANDBOX_TOKEN + "x", "1:x"])
def test_a_token_that_telegram_does_not_know_ends_the_program(empty_terminal: Terminal, token: str) -> None:
    with a_bot_api_server(Doorman()) as doorman:
        ended = empty_terminal.with_settings(TELEGRAM_TOKEN=token, TELEGRAM_API_URL=doorman.url).leadbell("run")

    assert ended.code == 2
    assert "leadbell: 401" in ended.errors
    assert token not in ended.errors
    assert doorman.calls == ["getMe"]


@pytest.mark.parametrize("command", ["run", "worker"])
def test_a_second_program_on_one_sqlite_file_is_told_who_has_it(terminal: Terminal, command: str) -> None:
    with writer_lock(make_url(f"sqlite+aiosqlite:///{terminal.folder / 'leadbell.db'}")):
        ended = terminal.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN).leadbell(command)

    assert (ended.code, ended.output) == (2, "")
    assert "another Leadbell (process " in ended.errors
    assert "is already running on leadbell.db: stop it first, or use PostgreSQL" in ended.errors


def test_the_tables_are_not_upgraded_under_a_running_program(terminal: Terminal) -> None:
    with writer_lock(make_url(f"sqlite+aiosqlite:///{terminal.folder / 'leadbell.db'}")):
        ended = terminal.leadbell("db", "upgrade")

    assert (ended.code, ended.output) == (2, "")
    assert "is already running on leadbell.db: stop it first" in ended.errors


def test_a_port_in_use_is_answered_with_the_way_to_a_free_one(empty_terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        ended = empty_terminal.leadbell("sandbox", "--port", port)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors.startswith(f"leadbell: port {port} cannot be had (")
    assert ended.errors.endswith("address already in use): try `leadbell sandbox --port 0`\n")


def test_a_sandbox_folder_that_cannot_be_made_is_named(empty_terminal: Terminal) -> None:
    (empty_terminal.folder / "taken").write_text("a file")

    ended = empty_terminal.leadbell("sandbox", "--port", "0", "--data", "taken")

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors == "leadbell: taken cannot be made (File exists): choose another with --data\n"


async def test_a_second_sandbox_on_one_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.you.say(ANNA)
        await journey.hears("Plan: Met at an event")

        ended = await asyncio.to_thread(Terminal(tmp_path).leadbell, "sandbox", "--port", "0", "--data", str(tmp_path))

        assert (ended.code, ended.output) == (2, "")
        assert f"another sandbox is already running on {tmp_path}: stop it, or choose another folder" in ended.errors
        journey.you.say("/leads")
        await journey.hears("Your leads")

    assert "Your leads" in json.dumps(json.loads((tmp_path / "chat.json").read_text()))


def test_the_sandbox_keeps_to_its_own_database_whatever_the_environment_says(empty_terminal: Terminal) -> None:
    real = {"TELEGRAM_TOKEN": "1:REAL", "DATABASE_URL": "sqlite+aiosqlite:///real.db"}
    folder = empty_terminal.folder / "leadbell-sandbox"
    folder.mkdir()
    with writer_lock(make_url(f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")):
        ended = empty_terminal.with_settings(**real).leadbell("sandbox", "--port", "0")

    assert "is already running on leadbell-sandbox/leadbell.db" in ended.errors
    assert not (empty_terminal.folder / "real.db").exists()
