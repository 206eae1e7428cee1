"""The order of a plan: due times do not decrease along it, whenever it is made and however late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain.due_time import BY_PLAN, AfterWorkingDays, DueTime, GivenBy, Meant, ShiftCause
from domain.worktime import Resolved, WorkTime
from domain.worktime.civil_time import FIRST_INSTANT, local_day

SPACING_WORKING_DAYS = 3


def timely_moment(due: DueTime, meant: Meant, work_time: WorkTime) -> Resolved:
    """The moment of a step in a plan that is made in time."""
    return work_time.resolve(meant, now=due.base or FIRST_INSTANT, until=due.until)


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Brings due times into the working hours of the owner as of ``now``."""

    work_time: WorkTime
    now: datetime

    def resolved(self, dues: Iterable[DueTime], after: datetime | None = None) -> Iterator[DueTime]:
        """Each with ``at``, ``zone`` and ``shifts`` from its ``meant``; ``after`` is when their predecessor was due.

        Order and distance are those of a plan made in time: a step that has passed there is late, together with the
        others, and a step that has not stays where it is when time goes by.
        """
        before = timely_before = after
        for due in dues:
            if due.given_by not in BY_PLAN:
                yield self._with(due, self._present_moment(due, due.meant))
                continue
            meant, timely = self._timely(due, timely_before)
            timely_before = max(timely.at, timely_before or timely.at)
            placed = timely if timely_before >= self.now else self._late(due, meant, timely)
            if before is not None and placed.at < before:
                # The step before may be over, with its moment from other working hours.
                placed = placed.shifted(ShiftCause.ORDER, self.work_time.first_allowed(before))
            yield self._with(due, placed)
            before = max(placed.at, before or placed.at)

    def _timely(self, due: DueTime, before: datetime | None) -> tuple[Meant, Resolved]:
        """A step without a time of its own keeps its distance from the step before."""
        timely = timely_moment(due, due.meant, self.work_time)
        if due.given_by != GivenBy.DEFAULT or before is None or timely.at >= before:
            return due.meant, timely
        meant = AfterWorkingDays(SPACING_WORKING_DAYS, local_day(before, self.work_time.zone))
        return meant, timely.shifted(ShiftCause.SPACING, timely_moment(due, meant, self.work_time).at)

    def _late(self, due: DueTime, meant: Meant, timely: Resolved) -> Resolved:
        present = self._present_moment(due, meant)
        if meant == due.meant:
            return present
        late = [shift for shift in present.shifts if shift.cause is ShiftCause.LATE]
        return Resolved(present.at, (*timely.shifts, *late))

    def _present_moment(self, due: DueTime, meant: Meant) -> Resolved:
        return self.work_time.resolve(meant, now=self.now, until=due.until)

    def _with(self, due: DueTime, resolved: Resolved) -> DueTime:
        return replace(due, at=resolved.at, zone=self.work_time.zone.key, shifts=resolved.shifts)
