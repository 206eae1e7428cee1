"""Whole histories in memory, many at a time."""

from collections.abc import Sequence
from uuid import UUID

from adapters.memory.contents import Contents
from application.ports.histories import Category, ChangedHistories, History, HistoryBatch
from domain.account.events import Event as AccountEvent
from domain.recorded_event import RecordedEvent


class MemoryHistories:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def batch(self, part: Category, *, after: UUID | None, until: int, events: int) -> HistoryBatch:
        begun = (self._until(one, until) for one in self._subjects(part) if after is None or one > after)
        waiting = [history for history in begun if history]
        batch = waiting[:1]
        for history in waiting[1:]:
            if sum(map(len, batch)) + len(history) > events:
                break
            batch.append(history)
        return HistoryBatch(batch, is_last=len(batch) == len(waiting))

    async def changed(self, part: Category, *, after: int, events: int) -> ChangedHistories:
        found = [one for one in self._contents.log[after:] if _is_about(one.event, part)]
        until = found[events - 1].position if len(found) >= events else len(self._contents.log)
        subjects = sorted({one.event.originator_id for one in found if one.position <= until})
        return ChangedHistories([self._contents.histories[one] for one in subjects], until)

    async def count(self, part: Category, *, until: int, upto: UUID | None) -> int:
        subjects = [one for one in self._subjects(part) if upto is None or one <= upto]
        return sum(len(self._until(one, until)) for one in subjects)

    def _subjects(self, part: Category) -> Sequence[UUID]:
        return sorted(one for one, history in self._contents.histories.items() if _is_about(history[0].event, part))

    def _until(self, subject: UUID, position: int) -> History:
        return [one for one in self._contents.histories[subject] if one.position <= position]


def _is_about(event: RecordedEvent, part: Category) -> bool:
    return isinstance(event, AccountEvent) is (part is Category.ACCOUNTS)
