"""What a database may be to a command: elsewhere by a link, gone, only readable, or on a full disk."""

import os
import resource
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import writer_lock
from entrypoints.sandbox.program import SANDBOX_TOKEN
from tests.entrypoints.cli.bot_api import Doorman, a_bot_api_server
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.faults.databases.small_disk import UNLIMITED

LOOKING = [("health",), ("leads", "list"), ("db", "check"), ("outbox", "list"), ("audit", "verify"), ("stats",)]
NOBODY = 65534


@pytest.fixture
def open_to_all(terminal: Terminal) -> Iterator[Terminal]:
    """In a folder that another user can enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copy(terminal.folder / "leadbell.db", folder)
    (folder / "leadbell.db").chmod(0o644)
    yield Terminal(folder)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def only_read(folder: Path) -> Iterator[None]:
    """By a user who owns nothing there."""
    folder.chmod(0o555)
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("command", LOOKING)
def test_what_only_looks_works_where_nothing_can_be_written(
    terminal: Terminal, open_to_all: Terminal, command: tuple[str, ...]
) -> None:
    terminal.with_settings(TELEGRAM_TOKEN="").leadbell(*command)  # imports what that user may not read
    with only_read(open_to_all.folder):
        ended = open_to_all.leadbell(*command)

    assert (ended.code, ended.errors) == (0, "")
    assert [file.name for file in open_to_all.folder.iterdir()] == ["leadbell.db"]


@pytest.mark.parametrize(
    "command", [("run",), ("db", "upgrade"), ("relay", "pause", "--reason", "r"), ("projections", "rebuild")]
)
def test_what_writes_says_what_cannot_be_written(
    terminal: Terminal, open_to_all: Terminal, command: tuple[str, ...]
) -> None:
    terminal.with_settings(TELEGRAM_TOKEN="").leadbell(*command)  # imports what that user may not read
    with only_read(open_to_all.folder):
        ended = open_to_all.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN).leadbell(*command)

    assert ended.code == 2
    assert "cannot be written" in ended.errors
    assert ended.errors.count("\n") == 1


@pytest.mark.parametrize("left", [0, 24, 4096])
@pytest.mark.parametrize("command", [("run",), ("db", "upgrade"), ("leads", "list"), ("db", "backup", "kept.db")])
def test_a_full_disk_at_the_start_is_a_line(terminal: Terminal, command: tuple[str, ...], left: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, resource.RLIM_INFINITY))
    try:
        ended = terminal.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN).leadbell(*command)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, UNLIMITED)

    assert_a_line(ended)


@pytest.mark.parametrize("left", [0, 24, 4096])
def test_a_full_disk_at_the_first_start_is_a_line(empty_terminal: Terminal, left: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, resource.RLIM_INFINITY))
    try:
        ended = empty_terminal.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN).leadbell("run")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, UNLIMITED)

    assert_a_line(ended)


def assert_a_line(ended: Ended) -> None:
    assert ended.code == 2, ended
    assert ended.errors.startswith("leadbell: ")
    assert ended.errors.count("\n") == 1


@pytest.mark.parametrize("way", ["link.db", "folder/leadbell.db", "folder/link.db"])
def test_the_lock_is_that_of_the_file_by_whatever_link(terminal: Terminal, way: str) -> None:
    (terminal.folder / "link.db").symlink_to("leadbell.db")
    (terminal.folder / "folder").symlink_to(".")
    with writer_lock(make_url(f"sqlite+aiosqlite:///{terminal.folder / 'leadbell.db'}")):
        ended = terminal.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN, DATABASE_URL=f"sqlite:///{way}").leadbell("run")

    assert ended.code == 2
    assert "is already running on" in ended.errors


def test_a_restore_through_a_link_replaces_the_file_and_leaves_the_link(terminal: Terminal) -> None:
    (terminal.folder / "real").mkdir()
    (terminal.folder / "leadbell.db").rename(terminal.folder / "real" / "leadbell.db")
    (terminal.folder / "link.db").symlink_to("real/leadbell.db")
    through_link = terminal.with_settings(DATABASE_URL="sqlite:///link.db")
    kept = through_link.leadbell("db", "backup", "kept.db")

    restored = through_link.leadbell("db", "restore", "kept.db", "--reason", "a test", "--yes")

    assert (kept.code, restored.code) == (0, 0)
    assert os.readlink(terminal.folder / "link.db") == "real/leadbell.db"
    assert through_link.leadbell("leads", "list").code == 0
    assert [one.name for one in (terminal.folder / "real").glob("*until*")]


def test_a_link_to_no_file_yet_is_a_first_start(empty_terminal: Terminal) -> None:
    (empty_terminal.folder / "real").mkdir()
    (empty_terminal.folder / "leadbell.db").symlink_to("real/leadbell.db")

    looked, made = empty_terminal.leadbell("leads", "list"), empty_terminal.leadbell("db", "upgrade")

    assert (looked.code, made.code) == (2, 0)
    assert "has no tables: run `leadbell db upgrade`" in looked.errors
    assert (empty_terminal.folder / "real" / "leadbell.db").is_file()


def test_a_hard_link_is_said(terminal: Terminal) -> None:
    os.link(terminal.folder / "leadbell.db", terminal.folder / "other.db")

    ended = terminal.leadbell("db", "upgrade")

    assert ended.code == 0
    assert "the database file has other names, by hard links" in ended.errors


@pytest.mark.parametrize("way", ["deleted", "moved", "replaced"])
def test_a_program_whose_file_is_gone_ends_and_says_so(terminal: Terminal, way: str) -> None:
    file = terminal.folder / "leadbell.db"

    def lose_it() -> None:
        if way == "replaced":
            (terminal.folder / "empty.db").touch()
            (terminal.folder / "empty.db").replace(file)
        elif way == "moved":
            file.rename(terminal.folder / "elsewhere.db")
        else:
            file.unlink()

    with a_bot_api_server(Doorman(ends_at="getUpdates", then=lose_it)) as doorman:
        settings = {"TELEGRAM_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": doorman.url}
        ended = terminal.with_settings(**settings).leadbell("run")

    assert ended.code == 1
    assert ended.errors.count("the database file is gone: this program ends") == 1
    assert "leadbell.db was deleted, moved or replaced while this program had it open" in ended.errors
    assert way == "replaced" or not file.exists()


def test_commands_on_a_server_that_is_away_end_at_once(empty_terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = empty_terminal.with_settings(DATABASE_URL=f"postgres://me:secret@127.0.0.1:{port}/leadbell")

    ended = away.leadbell("leads", "list")

    assert_a_line(ended)
    assert "secret" not in ended.errors
