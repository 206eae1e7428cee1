"""What cannot be done is said in a line that tells what to do, with exit code 2; a traceback is never the answer."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from tests.entrypoints.cli.terminal import Terminal
from tests.support.databases import a_postgres_url
from tests.support.leads import LEAD_ID

LOOKING = [
    ("leads", "list"),
    ("leads", "show", str(LEAD_ID)),
    ("projections", "status"),
    ("projections", "rebuild"),
    ("projections", "verify"),
    ("audit", "log"),
    ("audit", "state", str(LEAD_ID), "--at", "2026-11-02"),
    ("audit", "verify"),
    ("outbox", "list"),
    ("outbox", "show", "1"),
]


@pytest.mark.parametrize("command", ["run", "worker"])
@pytest.mark.parametrize("settings", [{}, {"TELEGRAM_TOKEN": ""}])
def test_without_a_token_the_way_to_one_and_the_sandbox_are_named(
    empty_terminal: Terminal, command: str, settings: dict[str, str]
) -> None:
    ended = empty_terminal.with_settings(**settings).leadbell(command)

    assert (ended.code, ended.output) == (2, "")
    assert "set LEADBELL_TELEGRAM_TOKEN" in ended.errors
    assert "@BotFather" in ended.errors
    assert "leadbell sandbox" in ended.errors


@pytest.mark.parametrize("command", ["run", "worker"])
def test_what_cannot_be_a_token_is_refused_and_not_shown(empty_terminal: Terminal, command: str) -> None:
    ended = empty_terminal.with_settings(TELEGRAM_TOKEN="do not show me").leadbell(command)

    assert ended.code == 2
    assert "LEADBELL_TELEGRAM_TOKEN: write what @BotFather shows" in ended.errors
    assert "do not show me" not in ended.errors


@pytest.mark.parametrize("command", [*LOOKING, ("db", "check"), ("db", "upgrade"), ("run",), ("worker",), ("sandbox",)])
def test_a_wrong_setting_stops_every_command_at_once(empty_terminal: Terminal, command: tuple[str, ...]) -> None:
    wrong = empty_terminal.with_settings(TELEGRAM_TOKEN="8990:do-not-show-me", POLL_INTERVAL="often")

    ended = wrong.leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors == (
        "leadbell: LEADBELL_POLL_INTERVAL: write a whole number and a unit: s, m, h or d. "
        "For example: LEADBELL_POLL_INTERVAL=15m\n"
    )
    assert list(empty_terminal.folder.iterdir()) == []


@pytest.mark.parametrize("command", LOOKING)
def test_before_the_first_start_the_command_that_makes_the_tables_is_named(
    empty_terminal: Terminal, command: tuple[str, ...]
) -> None:
    ended = empty_terminal.leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors == ("leadbell: sqlite+aiosqlite:///leadbell.db has no tables: run `leadbell db upgrade`\n")
    assert not (empty_terminal.folder / "leadbell.db").exists()


def test_db_check_finds_that_there_are_no_tables_and_db_upgrade_makes_them(empty_terminal: Terminal) -> None:
    before = empty_terminal.leadbell("db", "check", "--json")
    upgraded = empty_terminal.leadbell("db", "upgrade")
    after = empty_terminal.leadbell("db", "check", "--json")

    assert (before.code, before.json()["state"], before.json()["ready"]) == (1, "empty", False)
    assert upgraded.code == 0
    assert (after.code, after.json()["state"], after.json()["ready"]) == (0, "ready", True)


@pytest.mark.parametrize("command", [*LOOKING, ("db", "upgrade"), ("run",)])
def test_a_database_newer_than_the_program_is_left_alone(terminal: Terminal, command: tuple[str, ...]) -> None:
    make_newer(terminal)

    ended = terminal.with_settings(TELEGRAM_TOKEN="8990:TOKEN").leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert "was upgraded by a newer Leadbell (revision 9999): install that version" in ended.errors


def test_db_check_finds_that_the_database_is_newer(terminal: Terminal) -> None:
    make_newer(terminal)

    ended = terminal.leadbell("db", "check", "--json")

    assert (ended.code, ended.json()["state"], ended.json()["revision"]) == (1, "newer", "9999")


@pytest.mark.parametrize("command", [("leads", "list"), ("db", "check"), ("db", "upgrade"), ("run",)])
def test_a_file_that_is_no_database_is_named_with_the_reason(
    empty_terminal: Terminal, command: tuple[str, ...]
) -> None:
    (empty_terminal.folder / "leadbell.db").write_text("Dear diary, " * 100)

    ended = empty_terminal.with_settings(TELEGRAM_TOKEN="8990:TOKEN").leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors == "leadbell: sqlite+aiosqlite:///leadbell.db: file is not a database\n"


@pytest.mark.parametrize("command", [("leads", "list"), ("db", "check"), ("db", "upgrade"), ("health",)])
def test_a_server_that_cannot_be_reached_is_named_without_its_password(
    empty_terminal: Terminal, command: tuple[str, ...]
) -> None:
    unreachable = empty_terminal.with_settings(
        DATABASE_URL="postgresql+psycopg://me:do-not-show-me@127.0.0.1:1/leadbell", TELEGRAM_TOKEN="8990:TOKEN"
    )

    ended = unreachable.leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert "postgresql+psycopg://me:***@127.0.0.1:1/leadbell" in ended.errors
    assert "do-not-show-me" not in ended.errors


@pytest.fixture
def empty_postgres(empty_terminal: Terminal) -> Iterator[Terminal]:
    """PostgreSQL without our tables."""
    with asyncio.Runner() as runner:
        context = a_postgres_url()
        url = runner.run(context.__aenter__())
        with psycopg.connect(
            make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        ) as server:
            server.execute("DROP SCHEMA public CASCADE")
            server.execute("CREATE SCHEMA public")
        yield empty_terminal.with_settings(DATABASE_URL=url, TELEGRAM_TOKEN="8990:TOKEN")
        runner.run(context.__aexit__(None, None, None))


def test_postgresql_is_upgraded_by_the_operator_only(empty_postgres: Terminal) -> None:
    for command in (("run",), ("worker",), ("leads", "list")):
        refused = empty_postgres.leadbell(*command)
        assert (refused.code, refused.output) == (2, "")
        assert refused.errors.endswith("has no tables: run `leadbell db upgrade`\n")

    assert empty_postgres.leadbell("db", "check").code == 1
    assert empty_postgres.leadbell("db", "upgrade").code == 0
    assert empty_postgres.leadbell("db", "check").code == 0
    assert empty_postgres.leadbell("leads", "list", "--json").json() == []


def make_newer(terminal: Terminal) -> None:
    with closing(sqlite3.connect(terminal.folder / "leadbell.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
