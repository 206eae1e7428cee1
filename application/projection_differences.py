"""Where the rows of a read model are not those that are wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from application.ports.read_models import Row

SHOWN = 20
"""So many differences are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind`` is ``missing``, ``extra``, ``changed`` or ``unreadable``; ``columns`` names what differs in a changed
    row."""

    projection: str
    kind: str
    key: str
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows that are missing, extra, changed and unreadable, and the first of these ``differences``."""

    missing: int = 0
    extra: int = 0
    changed: int = 0
    unreadable: int = 0
    differences: Sequence[Difference] = ()

    @property
    def count(self) -> int:
        return self.missing + self.extra + self.changed + self.unreadable

    def with_more(self, found: Sequence[Difference]) -> Self:
        kinds = [one.kind for one in found]
        return replace(
            self,
            missing=self.missing + kinds.count("missing"),
            extra=self.extra + kinds.count("extra"),
            changed=self.changed + kinds.count("changed"),
            unreadable=self.unreadable + kinds.count("unreadable"),
            differences=[*self.differences, *found][:SHOWN],
        )


def differences(projection: str, wanted: Sequence[Row], found: Sequence[Row]) -> Sequence[Difference]:
    """In the order of their kinds and keys."""
    wanted_by_key, found_by_key = _by_key(wanted), _by_key(found)
    return [
        *(Difference(projection, "missing", key) for key in sorted(wanted_by_key.keys() - found_by_key.keys())),
        *(Difference(projection, "extra", key) for key in sorted(found_by_key.keys() - wanted_by_key.keys())),
        *_changed(projection, wanted_by_key, found_by_key),
    ]


def _by_key(rows: Sequence[Row]) -> Mapping[str, Row]:
    return {str(row.key): row for row in rows}


def _changed(projection: str, wanted: Mapping[str, Row], found: Mapping[str, Row]) -> Sequence[Difference]:
    return [
        Difference(projection, "changed", key, _changed_columns(wanted[key], found[key]))
        for key in sorted(wanted.keys() & found.keys())
        if wanted[key] != found[key]
    ]


def _changed_columns(wanted: Row, found: Row) -> Sequence[str]:
    columns = type(wanted).__dataclass_fields__
    return [column for column in columns if getattr(wanted, column) != getattr(found, column)]
