"""One digest for all rows of a read model, so that two replays of one log can be compared without either's rows."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from uuid import UUID

from application.ports.read_models import Row


class ReplayDigest:
    """Takes rows in the order of their keys, as texts, in batches of any size: memory does not grow with them.

    It is sha256 over each row's names and values as JSON, a line each. Equal rows give equal digests in every process,
    on every machine; the order in which a row names its values is of no matter.
    """

    def __init__(self) -> None:
        self._sha256 = sha256()
        self._last = ""

    def add(self, rows: Iterable[Row]) -> None:
        """A batch, in any order within it. Raise ``ValueError`` for a key that is not after the keys of the batches
        before, or that comes twice."""
        for key, row in sorted(((str(row.key), row) for row in rows), key=lambda pair: pair[0]):
            if key <= self._last:
                raise ValueError(f"{key} comes after {self._last}")
            self._last = key
            self._sha256.update(canonical_bytes(row) + b"\n")

    @property
    def hex(self) -> str:
        return self._sha256.hexdigest()


def canonical_bytes(row: object) -> bytes:
    """ASCII, without a line's end. Raise ``TypeError`` for a value that can be written in several ways."""
    return json.dumps(row, default=_canonical, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _canonical(value: object) -> object:
    """Of values that JSON does not know."""
    match value:
        case UUID():
            return str(value)
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time() if not isinstance(value, datetime):
            return value.isoformat()
        case set() | frozenset():
            return sorted(value, key=canonical_bytes)
        case _ if is_dataclass(value):
            return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{value!r} can be written in several ways")
