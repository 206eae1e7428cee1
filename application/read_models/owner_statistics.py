"""What has come of leads and their steps, counted."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep, StepStatus
from domain.reminders.reminder import ReminderId

ENOUGH_FOR_A_RATE = 20
"""Leads. Among fewer, one reply more or less would move the rate by more than five points: it would say more than is
known."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``replied`` of the ``leads`` have answered; ``done`` and ``skipped`` of the ``steps`` are closed, and ``overdue``
    are open though their time has passed."""

    leads: int = 0
    replied: int = 0
    steps: int = 0
    done: int = 0
    skipped: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    @property
    def reply_percent(self) -> int | None:
        """Rounded; None for too few leads."""
        return round(100 * self.replied / self.leads) if self.leads >= ENOUGH_FOR_A_RATE else None


@dataclass(frozen=True, slots=True)
class PlaybookTally:
    """Of one owner's leads that are on one playbook."""

    owner_id: int
    playbook: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class OwnerStatisticsRow:
    """One row; its key is ``reminder_id``. ``due_at`` is when its reminder is, or was, due: a step that was put off is
    not late meanwhile. ``has_reply`` is the same for all steps of a lead."""

    reminder_id: str
    lead_id: UUID
    owner_id: int
    playbook: str
    status: StepStatus
    due_at: datetime
    has_reply: bool

    @property
    def key(self) -> str:
        return self.reminder_id


def owner_statistics_rows(state: LeadState) -> Sequence[OwnerStatisticsRow]:
    """None for a lead without a plan, and for a deleted one. Older plans do not count: a newer one took over."""
    if state.is_deleted or state.plan is None:
        return []
    return [_row(state, state.plan, step) for step in state.plan.steps]


def _row(state: LeadState, plan: Plan, step: PlanStep) -> OwnerStatisticsRow:
    reminder = state.schedule.reminders[ReminderId(state.lead_id, plan.number, step.id)]
    return OwnerStatisticsRow(
        reminder_id=str(reminder.id),
        lead_id=state.lead_id,
        owner_id=state.owner_id,
        playbook=plan.playbook,
        status=step.status,
        due_at=reminder.due_at,
        has_reply=state.replied_at is not None,
    )
