"""A backup takes the place of the database, fenced: what may have been sent since it was taken is not sent again.

All is done on a copy beside the database. It takes the database's place as the last thing but one; the last is that
the copy is accepted there. A program that starts between these two is refused when anything was sent since
the backup (``restored_copy``).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from application.backups.fence import FenceInTheFuture, OutboxFence
from application.backups.fence_batch import Fenced
from application.erasure.erasure import Erasure
from application.erasure.redaction import Redaction
from application.errors import ApplicationError
from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.copies import Backup, Copies
from application.ports.transaction import Transactions
from application.projections.rebuild import NullLock, ProjectionRebuild

COMMAND = "db restore"


class MomentUnknown(ApplicationError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} does not say when it was made, as what `db backup` makes does: say it, --since TIME")
        self.file = file


@dataclass(frozen=True, slots=True)
class Restored:
    """``since`` is when the backup was taken; ``former`` where the database is kept that was there before;
    ``fenced`` is None when nothing was done. ``erased_again`` are leads that the former database had erased since; None
    when it could not be asked."""

    backup: Backup
    since: datetime
    former: Path | None
    fenced: Fenced | None = None
    erased_again: int | None = None


@dataclass(frozen=True, slots=True)
class DatabaseRestore:
    """``accept`` lets the database that is in its place now send."""

    copies: Copies
    clock: Clock
    accept: Callable[[], Awaitable[None]]

    async def restore(
        self, file: Path, request: OperatorRequest, *, since: datetime | None = None, dry_run: bool = False
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
        erased = await self.copies.erased_leads()
        async with self.copies.put_back(file, former) as copy:
            await ProjectionRebuild(copy, self.clock, NullLock()).catch_up()
            again = await self._erased_again(copy, erased, request)
            fenced = await self._fenced(copy, Restored(backup, moment, former), request, now)
        await self.accept()
        return Restored(backup, moment, former, fenced, again)

    async def _erased_again(
        self, copy: Transactions, lead_ids: Sequence[UUID] | None, request: OperatorRequest
    ) -> int | None:
        """Before anybody can see them: nobody brings back what people wanted to be forgotten."""
        if lead_ids is None:
            return None
        erasure = Erasure(copy, self.clock, None, Redaction(copy, self.clock, _later))
        return (await erasure.erase_again(lead_ids, request)).leads

    async def _fenced(self, copy: Transactions, wanted: Restored, request: OperatorRequest, now: datetime) -> Fenced:
        kept = f"; the former one is {wanted.former.name}" if wanted.former else ""
        details = f"{wanted.backup.file.name}, taken at {wanted.since.isoformat()}{kept}"
        async with copy.write() as tx:
            await tx.operator_actions.add(request.action(COMMAND, now, details=details))
        return await OutboxFence(copy, self.clock).fence(wanted.since, request)


async def _later() -> bool:
    """The copy's files are put together anew anyway."""
    return True


def _moment(backup: Backup, since: datetime | None, now: datetime) -> datetime:
    if since is not None and since > now:
        raise FenceInTheFuture(since)
    moment = since or backup.taken_at
    if moment is None:
        raise MomentUnknown(backup.file)
    return min(moment, now)  # the clock that signed it may be ahead of this one: it was taken before now all the same
