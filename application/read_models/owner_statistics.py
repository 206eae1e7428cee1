"""``owner_statistics``: a line for each step of a present plan, to be counted."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep, StepStatus
from domain.reminders.reminder import ReminderId

ENOUGH_FOR_A_RATE = 20
"""Leads. Among fewer, a single reply would change the rate by more than five points."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``replied`` counts leads that have answered; ``done``, ``skipped`` and, past their due time, ``overdue`` count
    steps."""

    leads: int = 0
    replied: int = 0
    steps: int = 0
    done: int = 0
    skipped: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Tally)))

    @property
    def reply_percent(self) -> int | None:
        """Rounded; None for too few leads."""
        return round(100 * self.replied / self.leads) if self.leads >= ENOUGH_FOR_A_RATE else None


@dataclass(frozen=True, slots=True)
class PlaybookTally:
    """Of one owner's leads that are on one playbook."""

    bot_id: int
    owner_id: int
    playbook: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class OwnerStatisticsRow:
    """One row; its key is ``reminder_id``. ``due_at`` is that of its reminder, so that a snoozed step is not overdue.
    ``has_reply`` is the same for all steps of a lead."""

    reminder_id: str
    lead_id: UUID
    bot_id: int
    owner_id: int
    playbook: str
    status: StepStatus
    due_at: datetime
    has_reply: bool

    @property
    def key(self) -> str:
        return self.reminder_id


def owner_statistics_rows(state: LeadState) -> Sequence[OwnerStatisticsRow]:
    """None for a lead without a plan, or deleted. Older plans do not count."""
    if state.is_deleted or state.plan is None:
        return []
    return [_row(state, state.plan, step) for step in state.plan.steps]


def _row(state: LeadState, plan: Plan, step: PlanStep) -> OwnerStatisticsRow:
    reminder = state.schedule.reminders[ReminderId(state.lead_id, plan.number, step.id)]
    return OwnerStatisticsRow(
        reminder_id=str(reminder.id),
        lead_id=state.lead_id,
        bot_id=state.bot_id,
        owner_id=state.owner_id,
        playbook=plan.playbook,
        status=step.status,
        due_at=reminder.due_at,
        has_reply=state.replied_at is not None,
    )
