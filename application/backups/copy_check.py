"""A database that was restored from a backup must not send again. Its copy marker tells: the place of the database,
and a high-water mark in a file beside it.

On SQLite only the mark is evidence of being behind: a database whose own count is below it is refused. A database in
another place and level with the mark was moved, or copied with its file: it starts, with a warning. So does a database
without the file, as when it is moved alone to another machine: it gets a new file. Whether such a copy is older than
what its original has sent cannot be known here; an operator who restores a backup in that way has to fence it.

On PostgreSQL there is no such file, so a database in another place is refused: a dump that was read in is behind.
"""

import logging
from dataclasses import dataclass, replace

from application.errors import DatabaseRestored
from application.ports.copy_detection import CopyMarker
from application.ports.transaction import Transactions

log = logging.getLogger(__name__)

WHAT_TO_DO = (
    "what it would send may have been sent already. Run `leadbell outbox fence --since TIME --reason R` with the time "
    "of the backup (or of the last stop, when you only moved it), then start again"
)
WHAT_TO_MIND = (
    "Nothing, when it was moved and its original runs no more. When it is an older copy: stop the program and run "
    "`leadbell outbox fence --since TIME --reason R` with the time of the copy, which also ends this warning."
)

BEHIND = "this database is older than what was sent from here"
ELSEWHERE = "this database is a copy, or has been moved"
MISSING = "the witness file beside this database is missing"


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """``problem`` is why this database must not send, ``warning`` why it may be a copy all the same; empty for none.
    ``is_unknown``: no Leadbell has accepted it yet."""

    high_water_mark: int
    problem: str = ""
    warning: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class RestoredCopy:
    transactions: Transactions
    copy_marker: CopyMarker

    async def require_current(self) -> None:
        """Raise ``DatabaseRestored`` for a copy that is behind. A new database is accepted.

        A database in another place and level keeps its former place, so that health can warn of it.
        """
        check = await self.check()
        if check.problem:
            raise DatabaseRestored(f"{check.problem}: {WHAT_TO_DO} (LEADBELL_DATABASE_URL={self.copy_marker.database})")
        if check.warning:
            log.warning("this database may be a copy", extra={"finding": check.warning})
        if check.is_unknown:
            await self.accept()
        # the file may be missing, or a program died before it wrote it
        self.copy_marker.persist_high_water_mark(check.high_water_mark)

    async def check(self) -> CopyCheck:
        """Raise ``DatabaseUnavailable``."""
        place, remembered = await self.copy_marker.place(), self.copy_marker.remembered()
        async with self.transactions.read() as tx:
            identity = await tx.installation.identity()
            high_water_mark = await tx.installation.high_water_mark()
            is_new = await tx.log.head() == 0 and not await tx.outbox.count_by_state()
        check = CopyCheck(high_water_mark, is_unknown=is_new or identity is None)
        if remembered is not None and remembered > high_water_mark and not is_new:
            return replace(check, problem=BEHIND)
        if identity is not None and identity != place and self.copy_marker.keeps_count:
            return replace(check, warning=ELSEWHERE)
        if identity is not None and identity != place:
            return replace(check, problem=ELSEWHERE)
        if identity is not None and remembered is None and high_water_mark and self.copy_marker.keeps_count:
            return replace(check, warning=MISSING)
        return check

    async def accept(self) -> None:
        """Let this database send from now on. Only for a new database, or a fenced copy."""
        place = await self.copy_marker.place()
        async with self.transactions.write() as tx:
            await tx.installation.identify(place)
            high_water_mark = await tx.installation.high_water_mark()
        self.copy_marker.reset_high_water_mark(high_water_mark)
