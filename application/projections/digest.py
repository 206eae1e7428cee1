"""One digest for all rows of a read model, so that two replays of one log can be compared without either's rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from hashlib import sha256
from uuid import UUID

from application.ports.read_models import Row

_Canonical = str | int | bool | None | list["_Canonical"] | dict[str, "_Canonical"]


class ReplayDigest:
    """Takes rows in the order of their keys, as texts, in batches of any size: memory does not grow with them.

    It is sha256 over each row's names and values as JSON, a line each. Equal rows give equal digests in every process,
    on every machine; the order in which a row names its values is of no matter.
    """

    def __init__(self) -> None:
        self._sha256 = sha256()
        self._last = ""

    def add(self, rows: Iterable[Row]) -> None:
        """A batch, in any order within it. Raises ``ValueError`` for a key that is not after those of the batches
        before, or that comes twice."""
        for key, row in sorted(((str(row.key), row) for row in rows), key=lambda pair: pair[0]):
            if key <= self._last:
                raise ValueError(f"{key} comes after {self._last}")
            self._last = key
            self._sha256.update(canonical_bytes(row) + b"\n")

    @property
    def hex(self) -> str:
        """Of the rows so far."""
        return self._sha256.hexdigest()


def canonical_bytes(row: object) -> bytes:
    """ASCII, without a line's end. Raises ``TypeError`` for what has no one way of being written."""
    return json.dumps(_canonical(row), sort_keys=True, separators=(",", ":")).encode("ascii")


def _canonical(value: object) -> _Canonical:
    match value:
        case Enum():
            return _canonical(value.value)
        case None | bool() | int() | str():
            return value
        case UUID():
            return str(value)
        case datetime():
            return _instant(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return [_canonical(one) for one in value]
        case set() | frozenset():
            return sorted((_canonical(one) for one in value), key=json.dumps)
        case Mapping():
            return {_name(name): _canonical(one) for name, one in value.items()}
        case _:
            return _members(value)


def _instant(at: datetime) -> str:
    if at.tzinfo is None:
        raise TypeError(f"{at} is a moment of no zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is no name")
    return name


def _members(value: object) -> _Canonical:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no one way of being written")
    return {field.name: _canonical(getattr(value, field.name)) for field in fields(value)}
