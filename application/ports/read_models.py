"""Read models: tables computed from events only, which may be dropped and rebuilt at any time."""

from collections.abc import Sequence
from dataclasses import Field, dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from application.account_projection import AccountRow
from application.lead_projection import LeadRow
from application.quiet_lead_projection import QuietLeadRow
from application.reminder_projection import ReminderRow


class Row(Protocol):
    """A frozen dataclass; ``key`` names the row within its table."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def key(self) -> object: ...


RowT = TypeVar("RowT")


class ReadModel(Protocol[RowT]):
    """Each row belongs to one subject: a lead, or an account."""

    async def put(self, subject_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        """Makes these the rows of the subjects; writes the differences only."""
        ...

    async def add(self, rows: Sequence[RowT]) -> None:
        """Many rows of subjects that have none, in one round trip."""
        ...

    async def clear(self) -> None: ...

    async def rows_of(self, subject_ids: Sequence[UUID]) -> Sequence[RowT]:
        """In the order of subject and key. Raises ``UnreadableRow``."""
        ...

    async def subject_ids(self) -> set[UUID]:
        """Every subject that has a row. Raises ``UnreadableRow``."""
        ...


class Positions(Protocol):
    async def get(self, projection: str) -> int:
        """The position up to which it has been computed, 0 for none."""
        ...

    async def advance(self, projection: str, position: int) -> None: ...

    async def advance_level(self, projections: Sequence[str], position: int) -> None:
        """Those that are level with the furthest, after events that they were told of; all of them in an empty log.

        One that is behind stays there: it lacks what was recorded before, until it is computed anew.
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
        """Next due first, then the newest; ``owner_id`` None is for operators and gives everybody's."""
        ...

    async def count(self, *, owner_id: int | None) -> int:
        """Without the deleted."""
        ...

    async def without_plan(self, *, limit: int) -> Sequence[UUID]:
        """Leads that wait for their plan, the oldest first."""
        ...


class ScheduledReminders(ReadModel[ReminderRow], Protocol):
    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        """Pending ones with ``due_at`` up to ``now``, the longest due first; follow-ups if their owners want them.

        In a writing transaction on PostgreSQL the rows stay locked until it ends, and locked ones are passed over.
        """
        ...

    async def next_due_at(self) -> datetime | None:
        """The earliest ``due_at`` of a pending reminder, or of a follow-up if its owner wants them."""
        ...

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        """The owner's steps that were not told in time, the longest due first. Raises ``UnreadableRow``."""
        ...

    async def count_overdue(self, owner_id: int) -> int: ...

    async def leads_waiting(self, owner_id: int) -> Sequence[UUID]:
        """Leads of that owner with a pending reminder, in the order of their ids."""
        ...


class QuietLeads(ReadModel[QuietLeadRow], Protocol):
    """Without those whose owners want no follow-ups, or have paused their reminders: when the pause is over, it is
    known whether a lead is too old by then."""

    async def waiting(self, now: datetime, *, limit: int) -> Sequence[QuietLeadRow]:
        """Those whose ``not_before`` has come, the longest quiet first."""
        ...

    async def next_at(self, now: datetime) -> datetime | None:
        """The earliest ``not_before``."""
        ...


class Accounts(ReadModel[AccountRow], Protocol):
    async def of_chat(self, chat_id: int) -> AccountRow | None: ...

    async def page(self, *, offset: int, limit: int) -> Sequence[AccountRow]:
        """In the order in which they were opened."""
        ...
