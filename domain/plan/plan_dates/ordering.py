"""The order of a plan: due times do not decrease along it, whenever it is made and however late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain.due_time import BY_PLAN, AfterWorkingDays, DueTime, GivenBy, Meant, Shift, ShiftCause
from domain.worktime import Resolved, WorkTime
from domain.worktime.civil_time import FIRST_INSTANT, local_day

SPACING_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Brings due times into the working hours of the owner as of ``now``."""

    work_time: WorkTime
    now: datetime

    def resolved(self, dues: Iterable[DueTime], after: datetime | None = None) -> Iterator[DueTime]:
        """Each with ``at``, ``zone`` and ``shifts`` from what it meant; ``after`` is when their predecessor was due.

        Where nobody said when, the distance is kept in the plan as if it were made in time: what has passed by then
        is late together with the others, and what has not stays where it was when time goes by.
        """
        before = timely_before = after
        for due in dues:
            if due.given_by not in BY_PLAN:
                yield self._with(due, self._moment(due, due.meant))
                continue
            placed, timely = self._placed(due, timely_before)
            if before is not None and placed.at < before:
                # The step before may be over, with its moment from other working hours.
                placed = _shifted(placed, ShiftCause.ORDER, self.work_time.first_allowed(before))
            yield placed
            before = max(placed.at, before or placed.at)
            timely_before = max(timely, timely_before or timely)

    def _placed(self, due: DueTime, timely_before: datetime | None) -> tuple[DueTime, datetime]:
        """With the moment of the same step in a plan made in time."""
        timely = self._moment(due, due.meant, now=FIRST_INSTANT)
        if due.given_by != GivenBy.DEFAULT or timely_before is None or timely.at >= timely_before:
            return self._with(due, self._moment(due, due.meant)), timely.at
        return self._spaced(due, timely, timely_before)

    def _spaced(self, due: DueTime, timely: Resolved, timely_before: datetime) -> tuple[DueTime, datetime]:
        meant = AfterWorkingDays(SPACING_WORKING_DAYS, local_day(timely_before, self.work_time.zone))
        spaced = timely.shifted(ShiftCause.SPACING, self._moment(due, meant, now=FIRST_INSTANT).at)
        present = self._moment(due, meant)
        late = [shift for shift in present.shifts if shift.cause is ShiftCause.LATE]
        return self._with(due, Resolved(present.at, (*spaced.shifts, *late))), spaced.at

    def _moment(self, due: DueTime, meant: Meant, *, now: datetime | None = None) -> Resolved:
        return self.work_time.resolve(meant, now=now or self.now, until=due.until)

    def _with(self, due: DueTime, resolved: Resolved) -> DueTime:
        return replace(due, at=resolved.at, zone=self.work_time.zone.key, shifts=resolved.shifts)


def _shifted(due: DueTime, cause: ShiftCause, to: datetime) -> DueTime:
    return replace(due, at=to, shifts=(*due.shifts, Shift(cause, to)))
