"""Aggregates folded from their stored events, many in one round trip."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from eventsourcing.domain import Aggregate
from sqlalchemy import ColumnElement, Row, and_, or_

from adapters.sql.log.snapshots import EVERY, Snapshots, TakenSnapshot
from adapters.sql.log.stored_history import StoredHistory, events_with_keys, out_of_place
from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import stored_events
from application.errors import UnreadableEvent
from domain.account.account import Account
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent

NOT_OURS = (AttributeError, TypeError, ValueError, LookupError)
"""What comes of an event that is one by its name and lacks what belongs into it."""
COLUMNS = stored_events.c
Rows = Sequence[Row[Any]]

AggregateT = TypeVar("AggregateT", Lead, Account)


@dataclass(frozen=True, slots=True)
class Replay(Generic[AggregateT]):
    """Of aggregates that have only ``event``s. In a transaction that ``writes`` snapshots are taken."""

    stored: StoredHistory
    event: type[RecordedEvent]
    aggregate: type[AggregateT]
    writes: bool

    def of(self, originator_ids: Collection[UUID]) -> tuple[dict[UUID, AggregateT], dict[UUID, UnreadableEvent]]:
        """Return those that were found, and the problems of those that cannot be read."""
        taken = self._snapshots.of(originator_ids, self.aggregate.FOLD)
        rows = self._rows(originator_ids, taken)
        misfits = [one for one, snapshot in taken.items() if not _is_of(snapshot, rows.get(one, []))]
        rows |= self._rows(misfits, {}) if misfits else {}
        begun = {one: cast(AggregateT, snapshot.aggregate) for one, snapshot in taken.items() if one not in misfits}
        replayed: dict[UUID, AggregateT] = {}
        unreadable: dict[UUID, UnreadableEvent] = {}
        for originator_id, history in rows.items():
            try:
                replayed[originator_id] = self._folded(history, begun.get(originator_id))
            except UnreadableEvent as error:
                unreadable[originator_id] = error
        return replayed, unreadable

    @property
    def _snapshots(self) -> Snapshots:
        return Snapshots(self.stored.connection, self.stored.keyring)

    def _rows(self, originator_ids: Collection[UUID], taken: Mapping[UUID, TakenSnapshot]) -> dict[UUID, Rows]:
        """Of each its events, from the last in the snapshot on."""
        whole: ColumnElement[bool] = COLUMNS.originator_id.in_([one for one in originator_ids if one not in taken])
        late = [
            and_(COLUMNS.originator_id == one, COLUMNS.originator_version >= snapshot.aggregate.version)
            for one, snapshot in taken.items()
        ]
        query = events_with_keys().where(or_(whole, *late))
        rows = self.stored.connection.execute(query.order_by(COLUMNS.originator_id, COLUMNS.originator_version))
        return {one: list(group) for one, group in groupby(rows, lambda row: UUID(str(row.originator_id)))}

    def _folded(self, rows: Rows, begun: AggregateT | None) -> AggregateT:
        """With ``begun``, the first row is the last event that it has folded already. Raise ``UnreadableEvent``."""
        news = rows[1:] if begun else rows
        aggregate = begun
        for row in news:
            aggregate = self._with(aggregate, self.stored.read(row))
        if not isinstance(aggregate, self.aggregate):
            raise ValueError("there is no aggregate without a history")
        if self.writes and len(news) >= EVERY:
            self._snapshots.keep(TakenSnapshot(aggregate, as_bytes(rows[-1].digest)))
        return aggregate

    def _with(self, aggregate: AggregateT | None, event: RecordedEvent) -> AggregateT | None:
        """Raise ``UnreadableEvent`` for an event that does not follow from those before it."""
        version = aggregate.version + 1 if aggregate else 1
        begins = isinstance(event, Aggregate.Created)
        is_next = event.originator_version == version and begins is (aggregate is None)
        if not isinstance(event, self.event) or not is_next:
            raise out_of_place(event)
        try:
            return event.mutate(aggregate)
        except NOT_OURS as error:
            raise out_of_place(event) from error


def _is_of(snapshot: TakenSnapshot, rows: Rows) -> bool:
    """Whether the first row is the last event of the history that it was taken of."""
    if not rows:
        return False
    return rows[0].originator_version == snapshot.aggregate.version and as_bytes(rows[0].digest) == snapshot.digest
