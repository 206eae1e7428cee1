"""Where the rows of a read model differ from the rows that the log folds to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from application.errors import UnreadableRow
from application.ports.read_models import Row, Span
from application.ports.transaction import Transaction
from application.projections.registry import Projection

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
        kinds = [difference.kind for difference in found]
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
        *(
            Difference(projection, "changed", key, columns)
            for key in sorted(wanted_by_key.keys() & found_by_key.keys())
            if (columns := _changed_columns(wanted_by_key[key], found_by_key[key]))
        ),
    ]


def _by_key(rows: Sequence[Row]) -> Mapping[str, Row]:
    return {str(row.key): row for row in rows}


def _changed_columns(wanted: Row, found: Row) -> Sequence[str]:
    columns = type(wanted).__dataclass_fields__
    return [column for column in columns if getattr(wanted, column) != getattr(found, column)]


async def differences_in(
    tx: Transaction, projection: Projection, span: Span, wanted: Sequence[Row]
) -> Sequence[Difference]:
    """Between the rows of the span and the ``wanted`` rows."""
    try:
        found = await projection.rebuildable(tx).rows_in(span)
    except UnreadableRow:
        return await _where_some_are_unreadable(tx, projection, span, wanted)
    return differences(projection.name, wanted, found)


async def _where_some_are_unreadable(
    tx: Transaction, projection: Projection, span: Span, wanted: Sequence[Row]
) -> Sequence[Difference]:
    table = projection.rebuildable(tx)
    found: list[Difference] = []
    try:
        ids = await table.aggregate_ids(span)
    except UnreadableRow:
        ids = set()
        found = [Difference(projection.name, "unreadable", "a row of an unreadable aggregate")]
    ids |= {table.aggregate_id_of(row) for row in wanted}
    return [*found, *await _differences_of(tx, projection, sorted(ids), wanted)]


async def _differences_of(
    tx: Transaction, projection: Projection, aggregate_ids: Sequence[UUID], wanted: Sequence[Row]
) -> Sequence[Difference]:
    """Read half of the aggregates at a time, until it is known whose row is unreadable."""
    table = projection.rebuildable(tx)
    try:
        found = await table.rows_of(aggregate_ids)
    except UnreadableRow:
        if len(aggregate_ids) == 1:
            return [Difference(projection.name, "unreadable", f"a row of {aggregate_ids[0]}")]
        middle = len(aggregate_ids) // 2
        halves = aggregate_ids[:middle], aggregate_ids[middle:]
        return [one for half in halves for one in await _differences_of(tx, projection, half, wanted)]
    asked = set(aggregate_ids)
    wanted = [row for row in wanted if table.aggregate_id_of(row) in asked]
    return differences(projection.name, wanted, found)
