"""A backup takes the place of the database, fenced: messages that may have been sent since are not sent again.

The work is done on a copy beside the database. As the last step but one it takes the database's place; the last step
accepts it there. A program that starts in between is refused when a message was sent since the backup (``copy_check``).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from application.backups.fence import FenceInTheFuture, OutboxFence
from application.backups.fence_batch import Fenced
from application.erasure.erasure import Erasure
from application.erasure.redaction import Redaction, after_the_commit
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
    """``since`` is when the backup was taken; ``former`` where the database before it is kept; ``fenced`` is None after
    a dry run. ``erased_again`` counts leads that the former database had erased since; None when it was unreadable."""

    backup: Backup
    since: datetime
    former: Path | None
    fenced: Fenced | None = None
    erased_again: int | None = None


@dataclass(frozen=True, slots=True)
class DatabaseRestore:
    """``accept`` lets the restored database send."""

    copies: Copies
    clock: Clock
    accept: Callable[[], Awaitable[None]]

    async def restore(
        self, file: Path, request: OperatorRequest, *, since: datetime | None = None, dry_run: bool = False
    ) -> Restored:
        """No other program may use the database. ``since`` is for a file without the time at which it was taken.

        Raise ``BackupRefused``, ``MomentUnknown``, ``FenceInTheFuture``, ``DatabaseUnavailable``, and change nothing.
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
        """Before the copy is in use: a restore must not bring erased leads back."""
        if lead_ids is None:
            return None
        erasure = Erasure(copy, self.clock, None, Redaction(copy, self.clock, after_the_commit))
        return (await erasure.erase_again(lead_ids, request)).leads

    async def _fenced(self, copy: Transactions, wanted: Restored, request: OperatorRequest, now: datetime) -> Fenced:
        kept = f"; the former one is {wanted.former.name}" if wanted.former else ""
        details = f"{wanted.backup.file.name}, taken at {wanted.since.isoformat()}{kept}"
        async with copy.write() as tx:
            await tx.operator_actions.add(request.action(COMMAND, now, details=details))
        return await OutboxFence(copy, self.clock).fence(wanted.since, request)


def _moment(backup: Backup, since: datetime | None, now: datetime) -> datetime:
    if since is not None and since > now:
        raise FenceInTheFuture(since)
    moment = since or backup.taken_at
    if moment is None:
        raise MomentUnknown(backup.file)
    return min(moment, now)  # the clock of the backup may be ahead of this clock
