"""What the parts of the lead's commands share: each part is a mixin of ``Lead``, and sees this much of it."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.lead.events import Event
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder


class Deciding(Protocol):
    state: LeadState

    @property
    def id(self) -> UUID: ...

    def decide(self, what: type[Event], at: datetime, **details: object) -> None:
        """Triggers the event."""
        ...

    def present_plan(self) -> Plan:
        """Raises ``LeadHasNoPlan``."""
        ...

    def present_step(self, step_id: int) -> PlanStep:
        """Raises ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
        ...

    def open_step(self, step_id: int) -> PlanStep:
        """Raises ``StepIsClosed`` as well."""
        ...

    def reminder_of(self, step_id: int) -> Reminder: ...

    def refuse_if_deleted(self) -> None:
        """Raises ``LeadIsDeleted``."""
        ...
