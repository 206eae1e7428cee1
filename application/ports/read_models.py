"""Read models: tables computed from events only, which can be rebuilt at any time."""

from collections.abc import Collection, Sequence
from dataclasses import Field, dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from application.read_models.accounts import AccountRow
from application.read_models.lead_list import LeadRow
from application.read_models.owner_statistics import OwnerStatisticsRow, PlaybookTally
from application.read_models.quiet_leads import QuietLeadRow
from application.read_models.scheduled_reminders import ReminderRow


class Row(Protocol):
    """A frozen dataclass; ``key`` names the row within its table."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def key(self) -> object: ...


RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Span:
    """Aggregates by their ids: those after ``after``, up to and with ``upto``; None is no bound."""

    after: UUID | None = None
    upto: UUID | None = None

    def __contains__(self, aggregate_id: UUID) -> bool:
        return (self.after is None or aggregate_id > self.after) and (self.upto is None or aggregate_id <= self.upto)


ALL = Span()


class ReadModel(Protocol[RowT]):
    """Each row belongs to one aggregate: a lead, or an account. What reads rows raises ``UnreadableRow``."""

    async def put(self, aggregate_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        """Make these the rows of the aggregates; write the differences only."""
        ...

    async def add(self, rows: Sequence[RowT]) -> None:
        """Many rows of aggregates that have none, in one round trip."""
        ...

    async def remove(self, aggregate_ids: Sequence[UUID]) -> None:
        """All of their rows, whatever they say."""
        ...

    async def rows_of(self, aggregate_ids: Sequence[UUID]) -> Sequence[RowT]:
        """In the order of aggregate and key."""
        ...

    async def aggregate_ids(self, span: Span = ALL) -> set[UUID]:
        """Every aggregate that has a row."""
        ...

    @property
    def rebuildable(self) -> "RebuildableTable[RowT]": ...


class RebuildableTable(ReadModel[RowT], Protocol):
    """What comparing a read model with the log, and computing it anew, needs beside."""

    async def rows_in(self, span: Span) -> Sequence[RowT]:
        """As ``rows_of``."""
        ...

    def aggregate_id_of(self, row: RowT) -> UUID: ...

    async def bound(self, *, after: UUID | None, subjects: int) -> UUID | None:
        """The last of the first so many aggregates after ``after``; None when they are fewer, or unreadable."""
        ...

    async def size(self) -> int: ...

    def shadow(self) -> "RebuildableTable[RowT]":
        """The same in a table of its own, there from ``create`` to ``swap`` or ``drop``."""
        ...

    async def create(self) -> None:
        """An empty table. Only of a shadow."""
        ...

    async def analyze(self) -> None:
        """Let the database know what is in it: it takes a new table for an empty one, and loses its way."""
        ...

    async def drop(self) -> None:
        """Idempotent. Only of a shadow."""
        ...

    async def swap(self) -> None:
        """The shadow's table is this one from now on; the rows of this one are gone."""
        ...


class Positions(Protocol):
    async def get(self, projection: str) -> int:
        """The position up to which it has been computed, 0 for none."""
        ...

    async def advance(self, projection: str, position: int) -> None: ...

    async def advance_level(self, projections: Sequence[str], position: int) -> None:
        """Of those that are level with the furthest; of all in an empty log.

        A projection that is behind stays there: it lacks what was recorded before, until it is computed anew.
        """
        ...


@dataclass(frozen=True, slots=True)
class LeadSummary:
    """One line of the list; ``next_due_at`` is when its first open step is, or was, due."""

    row: LeadRow
    next_due_at: datetime | None


class LeadList(ReadModel[LeadRow], Protocol):
    async def page(
        self, *, owner_id: int | None, offset: int, limit: int, include_deleted: bool = False
    ) -> Sequence[LeadSummary]:
        """Next due first, then the newest; ``owner_id`` None is for operators: of all owners."""
        ...

    async def count(self, *, owner_id: int | None) -> int:
        """Without the deleted."""
        ...

    async def all_of(self, owner_id: int) -> Sequence[UUID]:
        """The deleted too, in the order of their ids."""
        ...

    async def deleted_before(self, at: datetime, *, limit: int) -> Sequence[UUID]:
        """The longest deleted first."""
        ...

    async def without_plan(self, *, limit: int) -> Sequence[UUID]:
        """Leads that wait for their plan: the oldest of each owner, then the second."""
        ...


class ScheduledReminders(ReadModel[ReminderRow], Protocol):
    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        """Pending, with ``due_at`` up to ``now``, the longest due first; follow-ups if their owners want them. Of more
        than ``limit`` leads the first of each owner are taken, then the second.

        In a writing transaction on PostgreSQL the rows stay locked until it ends, and locked ones are passed over.
        """
        ...

    async def next_due_at(self) -> datetime | None:
        """The earliest ``due_at`` of a pending reminder, or of a follow-up if its owner wants them."""
        ...

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        """Reminders of steps that were not sent in time, the longest due first. Raise ``UnreadableRow``."""
        ...

    async def count_overdue(self, owner_id: int) -> int: ...

    async def leads_waiting(self, owner_id: int) -> Sequence[UUID]:
        """Leads with a pending reminder, in the order of their ids."""
        ...


class QuietLeads(ReadModel[QuietLeadRow], Protocol):
    """Without leads whose owners want no follow-ups, or have paused their reminders: when the pause is over, it is
    known whether a lead is too old by then."""

    async def waiting(self, now: datetime, *, limit: int) -> Sequence[QuietLeadRow]:
        """Whose ``not_before`` has come, the longest quiet first."""
        ...

    async def next_at(self, now: datetime) -> datetime | None:
        """The earliest ``not_before``."""
        ...


class OwnerStatistics(ReadModel[OwnerStatisticsRow], Protocol):
    async def tallies(self, now: datetime, *, owner_id: int | None) -> Sequence[PlaybookTally]:
        """A tally for each owner and playbook, in any order; ``owner_id`` None is for operators: of all owners."""
        ...


class Accounts(ReadModel[AccountRow], Protocol):
    async def of_chat(self, chat_id: int) -> AccountRow | None: ...

    async def of_owners(self, owner_ids: Collection[int]) -> Sequence[AccountRow]:
        """Those who have an account, in any order."""
        ...

    async def page(self, *, offset: int, limit: int) -> Sequence[AccountRow]:
        """In the order in which they were opened."""
        ...
