"""A version of a read model compared with the one in use, both as of the end of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.ports.projection_versions import Version
from application.ports.read_models import Row, Span
from application.ports.transaction import Transaction, Transactions
from application.projection_differences import Comparison
from application.projections import Projection
from application.rebuild_progress import Phase, Progress, Report
from application.span_comparison import differences_in

SUBJECTS = 500
"""So many are compared at a time."""


@dataclass(frozen=True, slots=True)
class Compared:
    """At ``position``, with so many ``rows`` of the version: what the one in use has too little, too much or wrong."""

    position: int
    rows: int
    comparison: Comparison


async def compare_with_version(
    transactions: Transactions, projection: Projection, version: Version, report: Report
) -> Compared:
    """In one snapshot. Subjects that the version is not up to are compared by their fold. Raises ``EventNotFolded``."""
    async with transactions.read() as tx:
        head, size = await tx.log.head(), await projection.version(version.number).table(tx).size()
        late = await _late_rows(tx, projection, version, head)
        span, rows, comparison = Span(), 0, Comparison()
        while True:
            upto = await _bound(tx, projection, version, span.upto)
            span = Span(span.upto, upto)
            wanted = await _wanted(tx, projection, version, span, late)
            comparison = comparison.with_more(await differences_in(tx, projection, span, wanted))
            rows += len(wanted)
            report(Progress(projection.name, Phase.COMPARING, rows, max(size, rows), head, head))
            if upto is None:
                return Compared(head, rows, comparison)


async def _late_rows(
    tx: Transaction, projection: Projection, version: Version, head: int
) -> Mapping[UUID, Sequence[Row]]:
    """Few, since the version has just caught up."""
    late: dict[UUID, Sequence[Row]] = {}
    position = version.position
    while position < head:
        changed = await tx.histories.changed(projection.subject.part, after=position, events=SUBJECTS)
        late |= {projection.subject.id_of(one): projection.rows(one) for one in projection.states(changed.histories)}
        position = changed.until
    return late


async def _bound(tx: Transaction, projection: Projection, version: Version, after: UUID | None) -> UUID | None:
    """Neither of the two has many more subjects up to there; None when both have few left."""
    tables = projection.table(tx), projection.version(version.number).table(tx)
    bounds = [await table.bound(after=after, subjects=SUBJECTS) for table in tables]
    return min((bound for bound in bounds if bound is not None), default=None)


async def _wanted(
    tx: Transaction, projection: Projection, version: Version, span: Span, late: Mapping[UUID, Sequence[Row]]
) -> Sequence[Row]:
    table = projection.version(version.number).table(tx)
    wanted = [row for row in await table.rows_in(span) if table.subject_of(row) not in late]
    return wanted + [row for one, rows in late.items() if one in span for row in rows]
