"""The read models of this program. A new read model is a file with its rows, and a line at the end here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from application.errors import EventNotFolded
from application.ports.histories import Category, History
from application.ports.read_models import ReadModel, RebuildableTable, Row
from application.ports.transaction import Transaction
from application.read_models.accounts import account_rows
from application.read_models.lead_list import lead_rows
from application.read_models.owner_statistics import owner_statistics_rows
from application.read_models.quiet_leads import quiet_lead_rows
from application.read_models.scheduled_reminders import reminder_rows
from domain.account import events as account_events
from domain.account import state as account_state
from domain.account.state import AccountState
from domain.lead import events as lead_events
from domain.lead import fold as lead_fold
from domain.lead.state import LeadState

EventT = TypeVar("EventT")
StateT = TypeVar("StateT")


@dataclass(frozen=True, slots=True)
class AggregateType(Generic[EventT, StateT]):
    """``event`` is the class of all of its events."""

    category: Category
    event: type[EventT]
    fold: Callable[[Iterable[EventT]], StateT]
    id_of: Callable[[StateT], UUID]

    def state(self, history: History) -> StateT:
        """Raise ``EventNotFolded``, naming the first event that does not follow from the events before it."""
        at = history[0]

        def events() -> Iterator[EventT]:
            nonlocal at
            for version, at in enumerate(history, start=1):
                if not isinstance(at.event, self.event) or at.event.originator_version != version:
                    raise ValueError("out of place")
                yield at.event

        try:
            return self.fold(events())
        except Exception as error:  # whatever a fold raises is about the event that it was given last
            raise EventNotFolded(
                position=at.position,
                of=self.category.value.removesuffix("s"),
                lead_id=at.event.originator_id,
                version=at.event.originator_version,
                topic=at.event.TOPIC,
            ) from error


LEADS: AggregateType[lead_events.Event, LeadState] = AggregateType(
    Category.LEADS, lead_events.Event, lead_fold.fold, lambda state: state.lead_id
)
ACCOUNTS: AggregateType[account_events.Event, AccountState] = AggregateType(
    Category.ACCOUNTS, account_events.Event, account_state.fold, lambda state: state.account_id
)


RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class TableProjection(Generic[StateT, RowT]):
    """A read model and how it is computed: ``rows`` is a pure function of each aggregate's state."""

    name: str
    aggregate_type: AggregateType[Any, StateT]
    rows: Callable[[StateT], Sequence[RowT]]
    table: Callable[[Transaction], ReadModel[RowT]]

    def rows_of(self, states: Sequence[StateT]) -> Sequence[RowT]:
        return [row for state in states for row in self.rows(state)]

    def states(self, histories: Sequence[History]) -> Sequence[StateT]:
        """Raise ``EventNotFolded``."""
        return [self.aggregate_type.state(history) for history in histories]

    def ids_of(self, states: Sequence[StateT]) -> Sequence[UUID]:
        return [self.aggregate_type.id_of(state) for state in states]

    async def put(self, tx: Transaction, states: Sequence[StateT]) -> None:
        """Bring the rows of these aggregates up to their states."""
        await self.table(tx).put(self.ids_of(states), self.rows_of(states))

    def rebuildable(self, tx: Transaction) -> RebuildableTable[RowT]:
        return self.table(tx).rebuildable

    @property
    def shadow(self) -> Self:
        """The same projection on the shadow table of its read model."""
        return replace(self, table=lambda tx: self.rebuildable(tx).shadow())


Projection = TableProjection[Any, Any]

LEAD_LIST = TableProjection("lead_list", LEADS, lead_rows, lambda tx: tx.leads)
SCHEDULED_REMINDERS = TableProjection("scheduled_reminders", LEADS, reminder_rows, lambda tx: tx.reminders)
ACCOUNT_LIST = TableProjection("accounts", ACCOUNTS, account_rows, lambda tx: tx.accounts)
QUIET_LEADS = TableProjection("quiet_leads", LEADS, quiet_lead_rows, lambda tx: tx.quiet_leads)
OWNER_STATISTICS = TableProjection("owner_statistics", LEADS, owner_statistics_rows, lambda tx: tx.owner_statistics)
LEAD_PROJECTIONS: Sequence[Projection] = (LEAD_LIST, SCHEDULED_REMINDERS, QUIET_LEADS, OWNER_STATISTICS)
ACCOUNT_PROJECTIONS: Sequence[Projection] = (ACCOUNT_LIST,)
PROJECTIONS: Sequence[Projection] = (*LEAD_PROJECTIONS, *ACCOUNT_PROJECTIONS)
