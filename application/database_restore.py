"""A backup takes the place of the database, fenced: what may have been sent since it was taken is not sent again.

All is done on a copy beside the database. It takes the database's place as the last thing but one; the last is that
the copy is accepted there. Whoever starts between these two is refused (``restored_copy``).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from application.errors import ApplicationError
from application.fencing import Fenced
from application.operator_mandate import Mandate
from application.outbox_fence import FenceInTheFuture, OutboxFence
from application.ports.clock import Clock
from application.ports.copies import Backup, Copies
from application.ports.transaction import Transactions
from application.projection_rebuild import NobodyElse, ProjectionRebuild

COMMAND = "db restore"


class MomentUnknown(ApplicationError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} does not say when it was made, as what `db backup` makes does: say it, --since TIME")
        self.file = file


@dataclass(frozen=True, slots=True)
class Restored:
    """``since`` is when the backup was taken; ``former`` where the database is kept that was there before;
    ``fenced`` is None when nothing was done."""

    backup: Backup
    since: datetime
    former: Path | None
    fenced: Fenced | None = None


@dataclass(frozen=True, slots=True)
class DatabaseRestore:
    """``accept`` lets the database that is in its place now send."""

    copies: Copies
    clock: Clock
    accept: Callable[[], Awaitable[None]]

    async def restore(
        self, file: Path, mandate: Mandate, *, since: datetime | None = None, dry_run: bool = False
    ) -> Restored:
        """Nobody else may use the database. ``since`` is for a file that does not say itself when it was taken.

        Raises ``BackupRefused``, ``MomentUnknown``, ``FenceInTheFuture``, ``DatabaseUnavailable``; then nothing has
        changed.
        """
        backup = await self.copies.examine(file)
        now = self.clock.now()
        moment = _moment(backup, since, now)
        former = self.copies.former(now)
        if dry_run:
            return Restored(backup, moment, former)
        async with self.copies.put_back(file, former) as copy:
            fenced = await self._fenced(copy, Restored(backup, moment, former), mandate, now)
        await self.accept()
        return Restored(backup, moment, former, fenced)

    async def _fenced(self, copy: Transactions, wanted: Restored, mandate: Mandate, now: datetime) -> Fenced:
        await ProjectionRebuild(copy, self.clock, NobodyElse()).catch_up()
        kept = f"; the former one is {wanted.former.name}" if wanted.former else ""
        details = f"{wanted.backup.file.name}, taken at {wanted.since.isoformat()}{kept}"
        async with copy.write() as tx:
            await tx.operator_actions.add(mandate.action(COMMAND, now, details=details))
        return await OutboxFence(copy, self.clock).fence(wanted.since, mandate)


def _moment(backup: Backup, since: datetime | None, now: datetime) -> datetime:
    if since is not None and since > now:
        raise FenceInTheFuture(since)
    moment = since or backup.taken_at
    if moment is None:
        raise MomentUnknown(backup.file)
    return min(moment, now)  # the clock that signed it may be ahead of this one: it was taken before now all the same
