"""The due times of steps, apart from those of their reminders."""

from dataclasses import dataclass, replace

from domain.due_time import DueTime


@dataclass(frozen=True, slots=True)
class StepDate:
    step_id: int
    due: DueTime


@dataclass(frozen=True, slots=True)
class StepDates:
    """The steps' own due times after one decision; a value of its own so that it is stored as itself."""

    steps: tuple[StepDate, ...] = ()

    def erased(self) -> "StepDates":
        return StepDates(tuple(replace(one, due=one.due.erased()) for one in self.steps))
