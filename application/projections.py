"""The read models of this program. A new one is a file that says its rows, and a line at the end of this one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from application.account_projection import account_rows
from application.errors import UnreadableRow
from application.lead_projection import lead_rows
from application.ports.read_models import ReadModel, Row
from application.ports.transaction import Transaction
from application.quiet_lead_projection import quiet_lead_rows
from application.reminder_projection import reminder_rows
from application.subjects import ACCOUNTS, LEADS, Subject

StateT = TypeVar("StateT")
RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind`` is ``missing``, ``extra``, ``changed`` or ``unreadable``; ``columns`` names what differs in a changed
    row."""

    projection: str
    kind: str
    key: str
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TableProjection(Generic[StateT, RowT]):
    """A read model and what belongs into it: ``rows`` is a pure function of each subject's state."""

    name: str
    subject: Subject[Any, StateT]
    rows: Callable[[StateT], Sequence[RowT]]
    table: Callable[[Transaction], ReadModel[RowT]]

    async def put(self, tx: Transaction, states: Sequence[StateT]) -> None:
        """Brings the rows of these subjects up to their states."""
        rows = [row for state in states for row in self.rows(state)]
        await self.table(tx).put([self.subject.id_of(state) for state in states], rows)

    async def clear(self, tx: Transaction) -> None:
        await self.table(tx).clear()

    async def add(self, tx: Transaction, states: Sequence[StateT]) -> int:
        """Writes the rows of subjects that have none; gives how many."""
        rows = [row for state in states for row in self.rows(state)]
        await self.table(tx).add(rows)
        return len(rows)

    async def subject_ids(self, tx: Transaction) -> set[UUID]:
        return await self.table(tx).subject_ids()

    async def differences(
        self, tx: Transaction, subject_ids: Sequence[UUID], states: Sequence[StateT]
    ) -> Sequence[Difference]:
        """Where the rows of these subjects are not what these states call for."""
        try:
            found = {str(row.key): row for row in await self.table(tx).rows_of(subject_ids)}
        except UnreadableRow:
            return await self._unreadable(tx, subject_ids, states)
        wanted = {str(row.key): row for state in states for row in self.rows(state)}
        return [
            *(Difference(self.name, "missing", key) for key in sorted(wanted.keys() - found.keys())),
            *(Difference(self.name, "extra", key) for key in sorted(found.keys() - wanted.keys())),
            *self._changed(wanted, found),
        ]

    async def _unreadable(
        self, tx: Transaction, subject_ids: Sequence[UUID], states: Sequence[StateT]
    ) -> Sequence[Difference]:
        """Asks for half of the subjects at a time, until it is known whose row it is."""
        if len(subject_ids) == 1:
            return [Difference(self.name, "unreadable", f"a row of {subject_ids[0]}")]
        middle = len(subject_ids) // 2
        halves = (subject_ids[:middle], subject_ids[middle:])
        return [
            difference
            for half in halves
            for difference in await self.differences(
                tx, half, [one for one in states if self.subject.id_of(one) in half]
            )
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


class Projection(Protocol):
    """A table projection, whatever it is about."""

    @property
    def name(self) -> str: ...
    @property
    def subject(self) -> Subject[Any, Any]: ...
    async def put(self, tx: Transaction, states: Sequence[Any]) -> None: ...
    async def clear(self, tx: Transaction) -> None: ...
    async def add(self, tx: Transaction, states: Sequence[Any]) -> int: ...
    async def subject_ids(self, tx: Transaction) -> set[UUID]: ...
    async def differences(
        self, tx: Transaction, subject_ids: Sequence[UUID], states: Sequence[Any]
    ) -> Sequence[Difference]: ...


LEAD_LIST = TableProjection("lead_list", LEADS, lead_rows, lambda tx: tx.leads)
SCHEDULED_REMINDERS = TableProjection("scheduled_reminders", LEADS, reminder_rows, lambda tx: tx.reminders)
ACCOUNT_LIST = TableProjection("accounts", ACCOUNTS, account_rows, lambda tx: tx.accounts)
QUIET_LEADS = TableProjection("quiet_leads", LEADS, quiet_lead_rows, lambda tx: tx.quiet_leads)
LEAD_PROJECTIONS: Sequence[Projection] = (LEAD_LIST, SCHEDULED_REMINDERS, QUIET_LEADS)
ACCOUNT_PROJECTIONS: Sequence[Projection] = (ACCOUNT_LIST,)
PROJECTIONS: Sequence[Projection] = (*LEAD_PROJECTIONS, *ACCOUNT_PROJECTIONS)
