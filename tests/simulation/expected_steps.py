"""One plan's steps as the model sees them: which of them wait, until when, and what moves them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.due_time import AfterWorkingDays, AtInstant, OnDay
from domain.due_time import Meant as Recorded
from domain.plan.step_dates import StepDate
from tests.simulation.calendar import AfterWorkdays, Habits, Meaning, OnADay
from tests.simulation.expected_plan import Meant, placed

GUARD = timedelta(minutes=15)


@dataclass(slots=True)
class Step:
    """``planned_at`` is the due time of the step, by ``planned``; ``due_at`` that of its reminder, by ``meant``."""

    id: int
    planned: Meant
    planned_at: datetime
    meant: Meant
    due_at: datetime
    waits: bool = True
    is_open: bool = True
    sent_at: datetime | None = None

    @property
    def is_as_planned(self) -> bool:
        return self.meant == self.planned and self.due_at == self.planned_at

    def put_off(self, what: Meaning, at: datetime) -> None:
        self.meant, self.due_at, self.waits = Meant(what, is_free=True), at, True

    def put_in_force(self, habits: Habits, now: datetime) -> None:
        """As before when that is still ahead, else at the next send time; never on the heels of the last message."""
        self.waits = True
        if self.due_at <= now:
            self.due_at = habits.next_send(now)
            self.meant = Meant(OnADay(habits.day_of(self.due_at)), is_free=True)
        if self.sent_at is not None and self.due_at < self.sent_at + GUARD:
            self.put_off(self.sent_at + GUARD, self.sent_at + GUARD)


@dataclass(slots=True)
class Steps:
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def planned(cls, meant: Sequence[Meant], habits: Habits, *, now: datetime) -> "Steps":
        dates = placed(meant, habits, now=now)
        pairs = enumerate(zip(meant, dates, strict=True), start=1)
        return cls([Step(number, one, at, one, at) for number, (one, at) in pairs])

    def __getitem__(self, step_id: int) -> Step:
        return self.steps[step_id - 1]

    @property
    def waiting(self) -> list[Step]:
        return [step for step in self.steps if step.waits]

    def close(self, step_id: int) -> None:
        self[step_id].waits = self[step_id].is_open = False

    def reopen(self, step_id: int, habits: Habits, now: datetime) -> None:
        self[step_id].is_open = True
        self[step_id].put_in_force(habits, now)

    def restore(self, habits: Habits, now: datetime) -> None:
        for step in self.waiting:
            step.put_in_force(habits, now)

    def move(self, dates: Iterable[StepDate]) -> None:
        """Where they were moved to is taken from the log; ``promises`` holds that it was a moment to move to."""
        for one in dates:
            assert one.due.meant is not None
            step = self[one.step_id]
            step.planned = step.meant = Meant(_meaning(one.due.meant), is_free=True)
            step.planned_at = step.due_at = one.due.at
            step.waits = True

    def rederive(self, habits: Habits, now: datetime) -> None:
        """Place waiting steps anew by their meaning: planned steps in order, a snoozed step by itself. A past step
        stays where it was. When no reminder has another time, nothing has moved."""
        ahead = [step for step in self.waiting if step.is_as_planned or step.planned_at > now]
        earlier = [step for step in self.steps if ahead and step.id < ahead[0].id and not step.planned.is_free]
        before = max((habits.place(step.planned.what) for step in earlier), default=None)
        dates = placed([step.planned for step in ahead], habits, now=now, after=before)
        by_plan = {step.id: at for step, at in zip(ahead, dates, strict=True)}
        dues = [
            (step, by_plan[step.id] if step.is_as_planned else habits.place(step.meant.what, now))
            for step in self.waiting
        ]
        if all(step.due_at == at for step, at in dues):
            return
        for step, at in dues:
            step.due_at = at
        for step in ahead:
            step.planned_at = by_plan[step.id]


def _meaning(recorded: Recorded) -> Meaning:
    match recorded:
        case AtInstant():
            return recorded.at
        case AfterWorkingDays():
            return AfterWorkdays(recorded.count, recorded.day)
        case OnDay():
            return OnADay(recorded.day, recorded.wall_time)
