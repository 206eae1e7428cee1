"""When steps of a plan are due by themselves, whatever became of their reminders."""

from dataclasses import dataclass, replace

from domain.due_time import DueTime


@dataclass(frozen=True, slots=True)
class StepDate:
    step_id: int
    due: DueTime


@dataclass(frozen=True, slots=True)
class StepDates:
    """What one decision made of the steps' own due times; a value of its own so that it is stored as itself."""

    steps: tuple[StepDate, ...] = ()

    def erased(self) -> "StepDates":
        return StepDates(tuple(replace(one, due=one.due.erased()) for one in self.steps))
