"""The engagement plan: steps with their due times."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.due_time import DueTime
from domain.erased import erased_text
from domain.errors import UnknownStep


class StepStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """``id`` counts from 1 within a plan. ``suggested_text`` may be empty, ``action`` never is."""

    id: int
    channel: str
    action: str
    suggested_text: str
    due: DueTime
    status: StepStatus = StepStatus.OPEN

    @property
    def is_open(self) -> bool:
        return self.status is StepStatus.OPEN

    @property
    def wording(self) -> str:
        return self.suggested_text or self.action

    def erased(self) -> "PlanStep":
        return replace(
            self,
            channel=erased_text(self.channel),
            action=erased_text(self.action),
            suggested_text=erased_text(self.suggested_text),
            due=self.due.erased(),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """``number`` counts the plans of one lead from 1; ``playbook`` names who wrote it."""

    number: int
    playbook: str
    steps: tuple[PlanStep, ...]

    def step(self, step_id: int) -> PlanStep:
        """Raise ``UnknownStep``."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise UnknownStep(step_id)

    def dated(self, step_id: int, due: DueTime) -> "Plan":
        return replace(self, steps=tuple(replace(step, due=due) if step.id == step_id else step for step in self.steps))

    def marked(self, step_id: int, status: StepStatus) -> "Plan":
        return replace(self, steps=tuple(_marked(self.steps, step_id, status)))

    def erased(self) -> "Plan":
        return replace(self, steps=tuple(step.erased() for step in self.steps))


def _marked(steps: Iterable[PlanStep], step_id: int, status: StepStatus) -> Iterable[PlanStep]:
    return (replace(step, status=status) if step.id == step_id else step for step in steps)
