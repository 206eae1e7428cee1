"""Equal records are written once a minute: a fault that comes a thousand times a second must not fill the disk."""

import logging
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

EVERY_S = 60.0
REMEMBERED = 500
"""Kinds of records. Of more, the oldest is forgotten and written again."""


@dataclass(slots=True)
class _Kind:
    record: logging.LogRecord
    written_at: float
    repeated: int = 0


class Repeats(logging.Filter):
    """A record with ``repeated`` came so many times more since it was written last."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: OrderedDict[Hashable, _Kind] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        name = _name(record)
        known = self._kinds.get(name)
        if known is not None and 0 <= record.created - known.written_at < EVERY_S:
            known.repeated += 1
            return False
        if known is not None and known.repeated:
            record.repeated = known.repeated
        self._kinds[name] = _Kind(record, record.created)
        self._kinds.move_to_end(name)
        if len(self._kinds) > REMEMBERED:
            self._kinds.popitem(last=False)
        return True

    def withheld(self) -> Iterator[logging.LogRecord]:
        """Those that came again since they were written, each with how many times."""
        for kind in self._kinds.values():
            if kind.repeated:
                kind.record.repeated = kind.repeated
                yield kind.record


def _name(record: logging.LogRecord) -> Hashable:
    """Equal for records that would look the same but for their time."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    fields = {name: repr(value) for name, value in vars(record).items() if name not in STANDARD}
    kind, place = type(error).__qualname__, (record.pathname, record.lineno)
    return record.name, record.levelno, str(record.msg), repr(record.args), place, kind, tuple(sorted(fields.items()))


STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
