"""The rows of some subjects compared with those that are wanted, whatever somebody has written into the table."""

from collections.abc import Sequence
from uuid import UUID

from application.errors import UnreadableRow
from application.ports.read_models import Row, Span
from application.ports.transaction import Transaction
from application.projection_differences import Difference, differences
from application.projections import Projection


async def differences_in(
    tx: Transaction, projection: Projection, span: Span, wanted: Sequence[Row]
) -> Sequence[Difference]:
    """Where the rows of the span are not the ``wanted`` ones, nor others there."""
    try:
        found = await projection.table(tx).rows_in(span)
    except UnreadableRow:
        return await _where_some_are_unreadable(tx, projection, span, wanted)
    return differences(projection.name, wanted, found)


async def _where_some_are_unreadable(
    tx: Transaction, projection: Projection, span: Span, wanted: Sequence[Row]
) -> Sequence[Difference]:
    table = projection.table(tx)
    found: list[Difference] = []
    try:
        ids = await table.subject_ids(span)
    except UnreadableRow:
        ids = set()
        found = [Difference(projection.name, "unreadable", "a row of nobody")]
    ids |= {table.subject_of(row) for row in wanted}
    return [*found, *await _differences_of(tx, projection, sorted(ids), wanted)]


async def _differences_of(
    tx: Transaction, projection: Projection, subject_ids: Sequence[UUID], wanted: Sequence[Row]
) -> Sequence[Difference]:
    """Asks for half of the subjects at a time, until it is known whose row it is."""
    table = projection.table(tx)
    try:
        found = await table.rows_of(subject_ids)
    except UnreadableRow:
        if len(subject_ids) == 1:
            return [Difference(projection.name, "unreadable", f"a row of {subject_ids[0]}")]
        middle = len(subject_ids) // 2
        halves = subject_ids[:middle], subject_ids[middle:]
        return [one for half in halves for one in await _differences_of(tx, projection, half, wanted)]
    these = set(subject_ids)
    return differences(projection.name, [row for row in wanted if table.subject_of(row) in these], found)
