"""``lead_list``: one line for each lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.lead.state import LeadState
from domain.plan.plan import StepStatus


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One row; its key is ``lead_id``. ``steps_total`` is None while the plan is being written."""

    lead_id: UUID
    bot_id: int
    owner_id: int
    chat_id: int
    title: str
    company: str
    steps_total: int | None
    steps_done: int
    captured_at: datetime
    changed_at: datetime
    deleted_at: datetime | None
    version: int

    @property
    def key(self) -> UUID:
        return self.lead_id


def lead_rows(state: LeadState) -> Sequence[LeadRow]:
    """A deleted lead keeps its line, so that it can be restored, until it is erased."""
    if state.is_erased:
        return []
    steps = state.plan.steps if state.plan else ()
    return [
        LeadRow(
            lead_id=state.lead_id,
            bot_id=state.bot_id,
            owner_id=state.owner_id,
            chat_id=state.chat_id,
            title=state.label,
            company=state.prospect.company,
            steps_total=len(steps) if state.plan else None,
            steps_done=sum(step.status is StepStatus.DONE for step in steps),
            captured_at=state.captured_at,
            changed_at=state.changed_at,
            deleted_at=state.deleted_at,
            version=state.version,
        )
    ]
