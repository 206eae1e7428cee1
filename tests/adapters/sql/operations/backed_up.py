"""A database, a place for its backup, and what is in their folders."""

import stat
from pathlib import Path

from adapters.sql.database import SqlDatabase
from tests.support.databases import a_sqlite_url
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, MONDAY_9AM

PRECIOUS = "precious"


async def a_place(folder: Path) -> Path:
    """Of a database, with a folder for its backups beside it."""
    (folder / "backups").mkdir()
    await a_sqlite_url(folder)
    return folder / "leadbell.db"


async def write_answers(database: SqlDatabase, count: int = 1) -> None:
    for _ in range(count):
        async with database.write() as tx:
            await tx.of_bot(BOT_ID).outbox.add(an_answer(), at=MONDAY_9AM)


def write_diary(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


def make_precious(file: Path) -> None:
    file.write_text(PRECIOUS)


def left_beside(file: Path) -> list[str]:
    """What is in its folder: names, but of what was made precious the words."""
    found = [(one.name, one.read_bytes()) for one in file.parent.iterdir()]
    return [PRECIOUS if contents == PRECIOUS.encode() else name for name, contents in found]


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def wants_a_wal(file: Path) -> bool:
    """By its header: bytes 18 and 19 are 2 then."""
    return file.read_bytes()[18:20] == b"\2\2"
