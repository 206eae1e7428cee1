"""The read models of this program. A new one is a file that says its rows, and a line in ``PROJECTIONS``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from application.errors import UnreadableRow
from application.lead_projection import lead_rows
from application.ports.read_models import ReadModel, Row
from application.ports.transaction import Transaction
from application.reminder_projection import reminder_rows
from domain.lead_state import LeadState

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind`` is ``missing``, ``extra``, ``changed`` or ``unreadable``; ``columns`` names what differs in a changed
    row."""

    projection: str
    kind: str
    key: str
    columns: Sequence[str] = ()


class Projection(Protocol):
    """A read model and what belongs into it: a pure function of each lead's state."""

    @property
    def name(self) -> str: ...

    async def put(self, tx: Transaction, states: Sequence[LeadState]) -> None:
        """Brings the rows of these leads up to their states."""
        ...

    async def clear(self, tx: Transaction) -> None: ...

    async def add(self, tx: Transaction, states: Sequence[LeadState]) -> int:
        """Writes the rows of leads that have none; gives how many."""
        ...

    async def lead_ids(self, tx: Transaction) -> set[UUID]: ...

    async def differences(
        self, tx: Transaction, lead_ids: Sequence[UUID], states: Sequence[LeadState]
    ) -> Sequence[Difference]:
        """Where the rows of these leads are not what these states call for."""
        ...


@dataclass(frozen=True, slots=True)
class TableProjection(Generic[RowT]):
    name: str
    rows: Callable[[LeadState], Sequence[RowT]]
    table: Callable[[Transaction], ReadModel[RowT]]

    async def put(self, tx: Transaction, states: Sequence[LeadState]) -> None:
        rows = [row for state in states for row in self.rows(state)]
        await self.table(tx).put([state.lead_id for state in states], rows)

    async def clear(self, tx: Transaction) -> None:
        await self.table(tx).clear()

    async def add(self, tx: Transaction, states: Sequence[LeadState]) -> int:
        rows = [row for state in states for row in self.rows(state)]
        await self.table(tx).add(rows)
        return len(rows)

    async def lead_ids(self, tx: Transaction) -> set[UUID]:
        return await self.table(tx).lead_ids()

    async def differences(
        self, tx: Transaction, lead_ids: Sequence[UUID], states: Sequence[LeadState]
    ) -> Sequence[Difference]:
        try:
            found = {str(row.key): row for row in await self.table(tx).rows_of(lead_ids)}
        except UnreadableRow:
            return await self._unreadable(tx, lead_ids, states)
        wanted = {str(row.key): row for state in states for row in self.rows(state)}
        return [
            *(Difference(self.name, "missing", key) for key in sorted(wanted.keys() - found.keys())),
            *(Difference(self.name, "extra", key) for key in sorted(found.keys() - wanted.keys())),
            *self._changed(wanted, found),
        ]

    async def _unreadable(
        self, tx: Transaction, lead_ids: Sequence[UUID], states: Sequence[LeadState]
    ) -> Sequence[Difference]:
        """Asks for half of the leads at a time, until it is known whose row it is."""
        if len(lead_ids) == 1:
            return [Difference(self.name, "unreadable", f"a row of lead {lead_ids[0]}")]
        middle = len(lead_ids) // 2
        halves = (lead_ids[:middle], lead_ids[middle:])
        return [
            difference
            for half in halves
            for difference in await self.differences(tx, half, [one for one in states if one.lead_id in half])
        ]

    def _changed(self, wanted: dict[str, RowT], found: dict[str, RowT]) -> Sequence[Difference]:
        return [
            Difference(self.name, "changed", key, _changed_columns(wanted[key], found[key]))
            for key in sorted(wanted.keys() & found.keys())
            if wanted[key] != found[key]
        ]


def _changed_columns(wanted: Row, found: Row) -> Sequence[str]:
    columns = type(wanted).__dataclass_fields__
    return [column for column in columns if getattr(wanted, column) != getattr(found, column)]


LEAD_LIST = TableProjection("lead_list", lead_rows, lambda tx: tx.leads)
SCHEDULED_REMINDERS = TableProjection("scheduled_reminders", reminder_rows, lambda tx: tx.reminders)
PROJECTIONS: Sequence[Projection] = (LEAD_LIST, SCHEDULED_REMINDERS)
