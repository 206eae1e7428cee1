"""The decisions about the steps of a plan: done or open, skipped, snoozed, moved."""

from collections.abc import Sequence
from datetime import datetime

from domain.due_time import DueTime
from domain.errors import SnoozeRefused
from domain.lead.decisions.preconditions import reminder_of, require_open_step, require_plan, require_step
from domain.lead.events import StepRescheduled, StepSkipped, StepSnoozed, StepToggled
from domain.lead.rescheduling import moved_steps
from domain.lead.state import LeadState
from domain.plan.step_dates import StepDates
from domain.reminders.rules import reopened
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from domain.worktime import WorkTime


def toggle_step(state: LeadState, step_id: int, *, at: datetime, next_send: DueTime) -> StepToggled:
    """Mark an open step done; reopen a step that is done or skipped, its reminder not before ``next_send``, the owner's
    next send time, if its own time has passed."""
    step = require_step(state, step_id)
    rescheduled = None if step.is_open else reopened(reminder_of(state, step_id), at=at, next_send=next_send)
    return StepToggled(*state.next_header(at), step_id=step.id, done=step.is_open, rescheduled=rescheduled)


def skip_step(state: LeadState, step_id: int, *, at: datetime) -> StepSkipped:
    """Raise ``StepIsClosed``."""
    require_open_step(state, step_id)
    return StepSkipped(*state.next_header(at), step_id=step_id)


def snooze_step(state: LeadState, step_id: int, *, until: DueTime, at: datetime) -> StepSnoozed:
    """Move the reminder, not the step. Raise ``StepIsClosed``, ``SnoozeRefused`` for a moment that has passed."""
    require_open_step(state, step_id)
    if until.at <= at:
        raise SnoozeRefused(until.at)
    generation = reminder_of(state, step_id).generation + 1
    return StepSnoozed(*state.next_header(at), step_id=step_id, due=until, generation=generation)


def move_step(
    state: LeadState, step_id: int, *, to: DueTime, with_rest: bool, work_time: WorkTime, at: datetime
) -> StepRescheduled | None:
    """Move the step itself, and its reminder with it; ``with_rest`` the open steps after it by as many days. None when
    it stands there already. Raise ``StepIsClosed``, ``SnoozeRefused`` for a moment that has passed."""
    step = require_open_step(state, step_id)
    if to.at < at:
        raise SnoozeRefused(to.at)
    reminder = reminder_of(state, step_id)
    if step.due.at == reminder.due_at == to.at and not reminder.is_spent:
        return None
    dates = moved_steps(require_plan(state), step_id, to, with_rest=with_rest, work_time=work_time, now=at)
    rescheduled = RescheduledReminders(tuple(_moved(state, dates)))
    return StepRescheduled(*state.next_header(at), step_id=step_id, dates=dates, rescheduled=rescheduled)


def _moved(state: LeadState, dates: StepDates) -> Sequence[RescheduledReminder]:
    """Each claimed generation can be sent once only, so a spent reminder gets a new generation."""
    reminders = [(reminder_of(state, one.step_id), one.due) for one in dates.steps]
    return [
        RescheduledReminder(reminder.id, reminder.generation + reminder.is_spent, due) for reminder, due in reminders
    ]
