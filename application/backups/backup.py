"""Backups are taken while the program runs, and each records when it was taken.

The outbox fence needs that time after a restore. The newest event does not tell it: the days before may have been
without events, and messages are sent without an event of that moment. So the time is written into the copy's trail
of operators' actions; the database itself does not change.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.copies import TAKEN_BY, Copies


@dataclass(frozen=True, slots=True)
class Taken:
    """``position`` and ``newest_event_at`` are of its last event, None where this program cannot tell."""

    file: Path
    taken_at: datetime
    position: int | None
    newest_event_at: datetime | None


@dataclass(frozen=True, slots=True)
class DatabaseBackup:
    copies: Copies
    clock: Clock

    async def take(self, file: Path, request: OperatorRequest, *, readable: bool) -> Taken:
        """``readable``: the tables are of this program's version. Older tables are copied all the same, before an
        upgrade. Raise ``BackupRefused``, ``DatabaseUnavailable``."""
        at = self.clock.now()  # before it begins: a message sent meanwhile counts as sent since
        position = newest_event_at = None
        async with self.copies.keep(file) as copy:
            async with copy.write() as tx:
                await tx.operator_actions.add(request.action(TAKEN_BY, at))
            if readable:
                async with copy.read() as tx:
                    position = await tx.log.head()
                    for newest in await tx.log.page(after=position - 1, limit=1):
                        newest_event_at = newest.event.timestamp
        return Taken(file, at, position, newest_event_at)
