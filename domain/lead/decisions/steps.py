"""The commands about the steps of a plan: done or open, skipped, put off, moved."""

from collections.abc import Collection, Sequence
from datetime import datetime

from domain.due_time import DueTime
from domain.errors import SnoozeRefused
from domain.lead.decisions.deciding import Deciding
from domain.lead.events import (
    DueTimesRederived,
    FollowUpWithdrawn,
    StepRescheduled,
    StepSkipped,
    StepSnoozed,
    StepToggled,
)
from domain.lead.rescheduling import is_out_of_date, moved_steps, rederived_dates
from domain.lead.state import LeadState
from domain.plan.step_dates import StepDates
from domain.reminders.follow_ups import TOO_OLD, is_too_late
from domain.reminders.reminder import ReminderId, ReminderStatus
from domain.reminders.rules import reopened
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from domain.worktime import WorkTime


class LeadSteps:
    def toggle_step(self: Deciding, step_id: int, *, at: datetime, next_send: DueTime) -> None:
        """Marks an open step done; reopens one that is done or skipped."""
        step = self.present_step(step_id)
        rescheduled = None
        if not step.is_open:
            rescheduled = reopened(self.reminder_of(step_id), at=at, next_send=next_send)
        self.decide(StepToggled, at, step_id=step.id, done=step.is_open, rescheduled=rescheduled)

    def skip_step(self: Deciding, step_id: int, *, at: datetime) -> None:
        self.open_step(step_id)
        self.decide(StepSkipped, at, step_id=step_id)

    def snooze_step(self: Deciding, step_id: int, *, until: DueTime, at: datetime) -> None:
        """Moves the reminder, not the step. Raises ``SnoozeRefused`` for a moment that has passed."""
        self.open_step(step_id)
        if until.at <= at:
            raise SnoozeRefused(until.at)
        generation = self.reminder_of(step_id).generation + 1
        self.decide(StepSnoozed, at, step_id=step_id, due=until, generation=generation)

    def move_step(
        self: Deciding, step_id: int, *, to: DueTime, with_rest: bool, work_time: WorkTime, at: datetime
    ) -> None:
        """Moves the step itself, and its reminder with it; ``with_rest`` the open steps after it by as many days.
        Nothing when it stands there already. Raises ``SnoozeRefused`` for a moment that has passed."""
        step = self.open_step(step_id)
        if to.at < at:
            raise SnoozeRefused(to.at)
        reminder = self.reminder_of(step_id)
        if step.due.at == reminder.due_at == to.at and not reminder.is_spent:
            return
        dates = moved_steps(self.present_plan(), step_id, to, with_rest=with_rest, work_time=work_time, now=at)
        rescheduled = RescheduledReminders(tuple(_moved(self, dates)))
        self.decide(StepRescheduled, at, step_id=step_id, dates=dates, rescheduled=rescheduled)

    def rederive_due_times(
        self: Deciding,
        *,
        work_time: WorkTime,
        cause: str,
        at: datetime,
        these: Collection[ReminderId] | None = None,
    ) -> None:
        """What waits to be sent (all, or ``these``) is due anew by what was meant, in the owner's new ``work_time``.
        What was sent, or is on its way, stays. Nothing when nothing moves."""
        if self.state.is_deleted:
            return
        plan, schedule = self.state.plan, self.state.schedule
        dates, rescheduled = rederived_dates(plan, schedule, work_time=work_time, now=at, these=these)
        too_late = [one for one in rescheduled.reminders if is_too_late(one, self.state.captured_at)]
        in_time = RescheduledReminders(tuple(one for one in rescheduled.reminders if one not in too_late))
        if in_time.reminders:
            self.decide(DueTimesRederived, at, cause=cause, dates=dates, rescheduled=in_time)
        for one in too_late:
            self.decide(FollowUpWithdrawn, at, number=one.reminder_id.step_id, reason=TOO_OLD)


def out_of_date(state: LeadState, work_time: WorkTime) -> Collection[ReminderId]:
    """Pending reminders whose moment was decided by other working times than these: while their step was closed, or
    their lead deleted, they were not moved."""
    pending = [one for one in state.schedule if one.status is ReminderStatus.PENDING]
    return [one.id for one in pending if is_out_of_date(one.due, work_time)]


def _moved(lead: Deciding, dates: StepDates) -> Sequence[RescheduledReminder]:
    """Each claimed generation can be sent once only, so a spent reminder gets a new one."""
    reminders = [(lead.reminder_of(one.step_id), one.due) for one in dates.steps]
    return [
        RescheduledReminder(reminder.id, reminder.generation + reminder.is_spent, due) for reminder, due in reminders
    ]
