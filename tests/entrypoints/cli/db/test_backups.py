"""``leadbell db backup`` and ``restore``, as they are typed."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import writer_lock
from tests.adapters.sql.migrations.later_migration import add_a_migration
from tests.entrypoints.cli.keyboard import Keyboard
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.support.databases import a_postgres_url

RESTORE = ("db", "restore", "monday.db", "--reason", "the disk broke")
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00"


@pytest.fixture
def backed_up(scene: Terminal) -> Terminal:
    assert scene.leadbell("db", "backup", "monday.db").code == 0
    return scene


@pytest.fixture
def postgres(empty_terminal: Terminal) -> Iterator[Terminal]:
    with asyncio.Runner() as runner:
        context = a_postgres_url()
        yield empty_terminal.with_settings(DATABASE_URL=runner.run(context.__aenter__()))
        runner.run(context.__aexit__(None, None, None))


def files(terminal: Terminal) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in terminal.folder.iterdir()}


def lines(ended: Ended) -> list[str]:
    """Without what differs from run to run."""
    return [re.sub(r"until-\w+", "until-THEN", re.sub(MOMENT, "THEN", line)) for line in ended.output.splitlines()]


def test_a_backup_says_what_it_holds_and_what_to_know_about_it(scene: Terminal) -> None:
    ended = scene.leadbell("db", "backup", "monday.db")

    said = [" ".join(line.split()) for line in lines(ended)]
    assert (ended.code, ended.errors, said[0]) == (0, "", "file monday.db")
    assert said[1] == f"bytes {(scene.folder / 'monday.db').stat().st_size}"
    assert said[2].startswith("taken_at ")
    assert said[3:] == [
        "position 5",
        "newest_event_at 2026-11-02 09:00:00 UTC",
        "`db restore` puts it back; after a copy by hand: `outbox fence --since THEN`.",
        "It holds keys too: a lead that you erase from now on stays readable in this file until you destroy it.",
    ]


def test_for_programs_a_backup_says_it_in_json(scene: Terminal) -> None:
    said = scene.leadbell("db", "backup", "monday.db", "--json").json()

    assert (said["file"], said["position"]) == ("monday.db", 5)
    assert said["newest_event_at"] == "2026-11-02T09:00:00+00:00"
    assert re.fullmatch(MOMENT, said["taken_at"])


def test_a_backup_is_taken_while_a_program_runs(scene: Terminal) -> None:
    with writer_lock(make_url(f"sqlite+aiosqlite:///{scene.folder / 'leadbell.db'}")):
        ended = scene.leadbell("db", "backup", "monday.db")

    assert ended.code == 0


def test_before_an_upgrade_older_tables_are_backed_up_all_the_same(
    scene: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_a_migration(monkeypatch, tmp_path)

    said = scene.leadbell("db", "backup", "monday.db", "--json").json()

    assert (said["position"], said["newest_event_at"]) == (None, None)
    assert scene.leadbell(*RESTORE, "--dry-run").output.splitlines()[0].endswith("position 5, revision 0001")


def test_where_there_is_no_database_there_is_nothing_to_back_up(empty_terminal: Terminal) -> None:
    ended = empty_terminal.leadbell("db", "backup", "monday.db")

    assert (ended.code, ended.output) == (2, "")
    assert "has no tables" in ended.errors
    assert files(empty_terminal) == {}


def test_sigterm_breaks_a_backup_off_as_ctrl_c_does(scene: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def terminated(_file: Path) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("adapters.sql.operations.backup.make_single", terminated)
    before = files(scene).keys()

    ended = scene.leadbell("db", "backup", "monday.db")

    assert ended.code not in {0, 2}
    assert "Traceback" not in ended.errors
    assert files(scene).keys() == before
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_restore_says_what_it_has_put_where(backed_up: Terminal) -> None:
    ended = backed_up.leadbell(*RESTORE, "--yes")

    assert (ended.code, ended.errors) == (0, "")
    first, *others = lines(ended)
    assert re.fullmatch(r"monday\.db: taken at THEN, position 5, revision \d{4}", first)
    assert others == [
        "the former database is kept as leadbell.db.until-THEN",
        "claimed and unconfirmed, since due: 2 reminder",
        "The former database still holds keys and words: keep it as a backup, or destroy it.",
    ]
    assert "leadbell.db.lock" in files(backed_up)


def test_a_restore_is_rehearsed_and_leaves_no_trace(backed_up: Terminal) -> None:
    before = files(backed_up)

    ended = backed_up.leadbell(*RESTORE, "--dry-run")

    assert (ended.code, ended.errors) == (0, "")
    assert lines(ended)[1:] == [
        "the former database would be kept as leadbell.db.until-THEN",
        "messages that waited then, and reminders that are due by now, would be unconfirmed",
    ]
    assert files(backed_up) == before


@pytest.mark.parametrize("how", ["--yes", "--dry-run"])
def test_a_running_program_is_stopped_first(backed_up: Terminal, how: str) -> None:
    with writer_lock(make_url(f"sqlite+aiosqlite:///{backed_up.folder / 'leadbell.db'}")):
        ended = backed_up.leadbell(*RESTORE, how)

    assert (ended.code, ended.output) == (2, "")
    assert "is already running on leadbell.db: stop it first" in ended.errors


@pytest.mark.parametrize(("answer", "code", "kept"), [("y\n", 0, 1), ("n\n", 1, 0)])
def test_on_a_terminal_a_restore_asks(
    backed_up: Terminal, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, kept: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))

    ended = backed_up.leadbell(*RESTORE)

    assert ended.code == code
    assert len([name for name in files(backed_up) if "until" in name]) == kept


def test_a_file_that_does_not_say_when_it_was_made_wants_the_moment(scene: Terminal) -> None:
    (scene.folder / "leadbell.db").rename(scene.folder / "monday.db")

    refused = scene.leadbell(*RESTORE, "--yes")
    restored = scene.leadbell(*RESTORE, "--yes", "--since", "2026-11-02")

    assert (refused.code, refused.output) == (2, "")
    assert "monday.db does not say when it was made" in refused.errors
    assert (restored.code, restored.errors) == (0, "")
    assert restored.output.startswith("monday.db: taken at 2026-11-02T00:00:00+00:00, position 5")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("db", "backup", "monday.dump"), "pg_dump --format=custom --file=monday.dump"),
        (("db", "restore", "monday.dump", "--reason", "a test"), "pg_restore --clean --if-exists"),
    ],
)
def test_on_postgresql_its_own_tools_are_named(postgres: Terminal, command: tuple[str, ...], words: str) -> None:
    ended = postgres.leadbell(*command)

    assert (ended.code, ended.output) == (2, "")
    assert words in ended.errors
    assert files(postgres) == {}
