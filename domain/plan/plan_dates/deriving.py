"""Due times of a plan when it is made, and again when its owner changes their zone or working hours."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.due_time import DueTime
from domain.plan.plan_dates.meaning import latest_meant_by, meant_by
from domain.plan.plan_dates.ordering import PlanOrder
from domain.timing import StepTiming
from domain.timing.timing import PLAN
from domain.worktime import WorkTime
from domain.worktime.civil_time import instant


def plan_dates(
    timings: Sequence[StepTiming], *, base: datetime, now: datetime, work_time: WorkTime, grammar: int
) -> tuple[DueTime, ...]:
    """One for each step.

    ``base`` is the aware moment from which they count, and from which ``timings`` were read, in the owner's zone; a
    plan made late has ``now`` after it.
    """
    meant = (_meant(step, base, work_time.zone, grammar) for step in timings)
    return tuple(PlanOrder(work_time, instant(now)).resolved(meant))


def moved(due: DueTime, *, work_time: WorkTime, now: datetime) -> DueTime:
    """``rederived`` for one reminder by itself: not to be used while its neighbours are unsent."""
    [again] = rederived((due,), work_time=work_time, now=now)
    return again


def rederived(
    dues: Sequence[DueTime], *, work_time: WorkTime, now: datetime, after: datetime | None = None
) -> tuple[DueTime, ...]:
    """The unsent reminders of a plan, in its order, from the meaning of each.

    ``after`` is when the step before the first of them was due. A due time comes back as it is when it keeps its
    moment and zone. A reminder that its owner has snoozed or moved neither follows its neighbours nor delays them.
    """
    again = PlanOrder(work_time, instant(now)).resolved(dues, after)
    return tuple(old if (old.at, old.zone) == (new.at, new.zone) else new for old, new in zip(dues, again, strict=True))


def _meant(step: StepTiming, base: datetime, zone: ZoneInfo, grammar: int) -> DueTime:
    """Working hours are not applied yet."""
    timing = step.timing
    return DueTime(
        instant(timing.at or base),
        step.given_by,
        rule=timing.rule,
        words=timing.matched,
        grammar=grammar,
        meant=meant_by(timing, base, zone),
        until=latest_meant_by(timing, base, zone),
        base=instant(base),
        anchor="" if timing.anchor == PLAN else timing.anchor,
        warnings=tuple(timing.warnings),
    )
