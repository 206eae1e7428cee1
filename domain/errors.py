"""The refusals of the domain. Each means: a rule said no, and nothing was recorded.

DomainError
├── NoteRefused            the note is empty or too long to be kept as one
├── LeadIsDeleted          only restoring is possible now
├── LeadIsNotDeleted       there is nothing to restore
├── PlanRefused            its number is not the next one, or its steps are not 1 to n
├── LeadHasNoPlan          its plan is still being written
├── UnknownPlan            the lead never had a plan of that number
├── PlanSuperseded         the plan spoken of is not the lead's present one
├── UnknownStep            the plan has no such step
├── SnoozeRefused          the moment asked for has passed
├── StepIsClosed           the step is done or skipped
├── ClaimRefused           this generation of the reminder may not be sent (any more)
└── RequeueRefused         this generation of the reminder may not be sent once more
"""

from datetime import datetime
from uuid import UUID


class DomainError(Exception):
    """A rule refused; nothing was recorded."""


class NoteRefused(DomainError):
    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"a note has 1 to {limit} characters, this one has {length}")
        self.length = length
        self.limit = limit


class LeadIsDeleted(DomainError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"lead {lead_id} is deleted")
        self.lead_id = lead_id


class LeadIsNotDeleted(DomainError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"lead {lead_id} is not deleted")
        self.lead_id = lead_id


class PlanRefused(DomainError):
    """Recorded, it would give spent reminders a second life."""

    def __init__(self, *, number: int, expected: int, step_ids: list[int]) -> None:
        super().__init__(f"plan {number} with steps {step_ids} cannot follow: expected plan {expected}, steps 1 to n")
        self.number = number
        self.expected = expected
        self.step_ids = step_ids


class SnoozeRefused(DomainError):
    def __init__(self, until: datetime) -> None:
        super().__init__(f"{until} has passed")
        self.until = until


class LeadHasNoPlan(DomainError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"lead {lead_id} has no plan yet")
        self.lead_id = lead_id


class UnknownPlan(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(f"there is no plan {number}")
        self.number = number


class PlanSuperseded(DomainError):
    def __init__(self, *, asked: int, present: int) -> None:
        super().__init__(f"plan {asked} was replaced by plan {present}")
        self.asked = asked
        self.present = present


class UnknownStep(DomainError):
    def __init__(self, step_id: int) -> None:
        super().__init__(f"the plan has no step {step_id}")
        self.step_id = step_id


class StepIsClosed(DomainError):
    def __init__(self, step_id: int) -> None:
        super().__init__(f"step {step_id} is done or skipped")
        self.step_id = step_id


class ClaimRefused(DomainError):
    def __init__(self, reminder: object, *, generation: int, reason: str) -> None:
        super().__init__(f"reminder {reminder}, generation {generation}: {reason}")
        self.reminder = reminder
        self.generation = generation
        self.reason = reason


class RequeueRefused(DomainError):
    def __init__(self, reminder: object, *, generation: int, reason: str) -> None:
        super().__init__(f"reminder {reminder}, generation {generation}, is not to be sent again: {reason}")
        self.reminder = reminder
        self.generation = generation
        self.reason = reason
