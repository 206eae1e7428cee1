"""Copies of the database: kept as a backup, and restored from a backup."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from application.errors import ApplicationError
from application.ports.transaction import Transactions

TAKEN_BY = "db backup"
"""The operators' command in a copy's trail: while it is the newest there, the copy was not used since."""


class BackupRefused(ApplicationError):
    """``str`` says which file, and why it cannot be a backup, or does not hold one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """``taken_at`` is None when it was not made by `db backup`; ``position`` is that of its newest event in the log."""

    file: Path
    revision: str
    position: int
    taken_at: datetime | None


class Copies(Protocol):
    """Where the server keeps backups itself, all methods raise ``BackupRefused``, which says how."""

    def keep(self, file: Path) -> AbstractAsyncContextManager[Transactions]:
        """A copy as of one moment, while others write. When the block ends, ``file`` is there: whole, on the disk,
        readable by this user only. When the block raises or is broken off, nothing is left.

        Raise ``BackupRefused``, also when there is such a file already, and ``DatabaseUnavailable``.
        """
        ...

    async def examine(self, file: Path) -> Backup:
        """Changes nothing and makes no file. Raise ``BackupRefused``, ``DatabaseTooNew``."""
        ...

    def former(self, at: datetime) -> Path | None:
        """The name of the present database when another takes its place; None when there is none."""
        ...

    async def erased_leads(self) -> Sequence[UUID] | None:
        """Of the present database, by its log; None when there is none, or when it cannot be read. Changes nothing."""
        ...

    def put_back(self, file: Path, former: Path | None) -> AbstractAsyncContextManager[Transactions]:
        """A copy of ``file`` with the tables of this program. When the block ends it takes the place of the database,
        which is kept as ``former``. When the block raises or is broken off, nothing has changed.

        No other program may use the database. Raise ``DatabaseInUse`` when it is open, ``DatabaseUnavailable``.
        """
        ...
