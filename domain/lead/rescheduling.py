"""Where steps go when one of them is moved, or when the owner's zone or working hours change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.due_time import BY_PLAN, AfterWorkingDays, DueTime, GivenBy, OnDay, Shift, ShiftCause
from domain.plan.plan import Plan, PlanStep
from domain.plan.plan_dates import moved, rederived
from domain.plan.step_dates import StepDate, StepDates
from domain.reminders.reminder import Reminder, ReminderId, ReminderStatus
from domain.reminders.schedule import ReminderSchedule, RescheduledReminder, RescheduledReminders
from domain.worktime import WorkTime
from domain.worktime.civil_time import FIRST_INSTANT

_OF_ITS_DAY = (ShiftCause.DAY_OFF, ShiftCause.HOLIDAY, ShiftCause.QUIET_HOURS, ShiftCause.CLOCK_CHANGE)


def moved_steps(
    plan: Plan, step_id: int, to: DueTime, *, with_rest: bool, work_time: WorkTime, now: datetime
) -> StepDates:
    """The step at ``to``; ``with_rest`` the open steps after it as many days on as it moves, in the plan's order."""
    step = plan.step(step_id)
    dates = [StepDate(step_id, to)]
    days = _local_day(to.at, work_time) - _local_day(step.due.at, work_time)
    later = [one for one in plan.steps if one.id > step_id and one.is_open] if with_rest and days else []
    for one in later:
        dates.append(StepDate(one.id, _carried(one.due, days, dates[-1].due, work_time, now)))
    return StepDates(tuple(dates))


def _carried(due: DueTime, days: timedelta, before: DueTime, work_time: WorkTime, now: datetime) -> DueTime:
    """So many days on, and never before the step above: it means the same then, so that they stay together."""
    meant = _on_the_wall(due, days, work_time)
    resolved = work_time.resolve(meant, now=now)
    carried = replace(due, at=resolved.at, given_by=GivenBy.MOVE, meant=meant, zone=work_time.zone.key)
    carried = replace(carried, shifts=resolved.shifts, until=None)  # a deadline that stayed behind would call it back
    if carried.at >= before.at:
        return carried
    shifts = (*carried.shifts, Shift(ShiftCause.ORDER, before.at))
    return replace(carried, at=before.at, meant=before.meant, shifts=shifts)


def _on_the_wall(due: DueTime, days: timedelta, work_time: WorkTime) -> OnDay:
    """Where it stands on the owner's calendar, so many days on; at the send time unless a time of day was meant.

    A day off that it stepped over may be none there; other causes moved it for good.
    """
    if isinstance(due.meant, OnDay) and all(shift.cause in _OF_ITS_DAY for shift in due.shifts):
        return OnDay(due.meant.day + days, due.meant.wall_time)
    return OnDay(_local_day(due.at, work_time) + days, getattr(due.meant, "wall_time", None))


def rederived_dates(
    plan: Plan | None,
    schedule: ReminderSchedule,
    *,
    work_time: WorkTime,
    now: datetime,
    only: Collection[ReminderId] | None = None,
) -> tuple[StepDates, RescheduledReminders]:
    """Return the steps and the pending reminders that are due at another time by ``work_time``, with that time.
    ``only`` these reminders; None for all."""
    waiting = [reminder for reminder in schedule if reminder.status is ReminderStatus.PENDING]
    pending = [reminder for reminder in waiting if only is None or reminder.id in only]
    steps = [step for step in plan.steps if step.is_open] if plan else []
    planned = [(step, one) for step in steps for one in pending if _is_of(one.id, plan, step)]
    # A step whose time has passed stays where it was: its reminder alone was snoozed.
    ahead = [step for step, one in planned if one.due == step.due or step.due.at > now]
    before = _due_before(ahead[0], plan, ahead, work_time) if ahead and plan else None
    dues = rederived([step.due for step in ahead], work_time=work_time, now=now, after=before)
    dates = {step.id: due for step, due in zip(ahead, dues, strict=True)}
    news = {one.id: dates[step.id] for step, one in planned if one.due == step.due}
    news |= {one.id: moved(one.due, work_time=work_time, now=now) for one in pending if one.id not in news}
    return _changed_dates(steps, dates), _changed_reminders(pending, news)


def _due_before(first: PlanStep, plan: Plan, ahead: Sequence[PlanStep], work_time: WorkTime) -> datetime | None:
    """When the step before it would have been due by these working times: a step without a time of its own keeps its
    distance from that. Steps do not wait for a step that the owner has moved alone."""
    earlier = [step.due for step in plan.steps if step.id < first.id and step not in ahead]
    return max((_in_time(due, work_time) for due in earlier if due.given_by in BY_PLAN), default=None)


def _in_time(due: DueTime, work_time: WorkTime) -> datetime:
    """Its moment if it had not passed."""
    return work_time.resolve(due.meant, now=FIRST_INSTANT, until=due.until).at


def is_out_of_date(due: DueTime, work_time: WorkTime) -> bool:
    """Whether it was decided by another zone or other working hours, as far as its moment shows."""
    if due.zone and due.zone != work_time.zone.key:
        return True
    return not work_time.is_allowed(due.at) or _misses_the_send_time(due, work_time)


def _misses_the_send_time(due: DueTime, work_time: WorkTime) -> bool:
    is_at_send_time = isinstance(due.meant, OnDay | AfterWorkingDays) and due.meant.wall_time is None
    is_by_itself = not any(shift.cause in (ShiftCause.ORDER, ShiftCause.SPACING) for shift in due.shifts)
    return is_at_send_time and is_by_itself and due.at != work_time.send_on(_local_day(due.at, work_time))


def _is_of(reminder_id: ReminderId, plan: Plan | None, step: PlanStep) -> bool:
    return plan is not None and (reminder_id.plan_number, reminder_id.step_id) == (plan.number, step.id)


def _changed_dates(steps: Sequence[PlanStep], dates: dict[int, DueTime]) -> StepDates:
    changed = [StepDate(one.id, dates[one.id]) for one in steps if one.id in dates and dates[one.id].at != one.due.at]
    return StepDates(tuple(changed))


def _changed_reminders(pending: Sequence[Reminder], news: dict[ReminderId, DueTime]) -> RescheduledReminders:
    changed = [one for one in pending if news[one.id].at != one.due.at]
    return RescheduledReminders(tuple(RescheduledReminder(one.id, one.generation, news[one.id]) for one in changed))


def _local_day(at: datetime, work_time: WorkTime) -> date:
    return at.astimezone(work_time.zone).date()
