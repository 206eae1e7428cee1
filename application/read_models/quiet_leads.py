"""``quiet_leads``: leads to be followed up, without a follow-up scheduled yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.lead.state import LeadState

PATIENCE_WITH_PLANNERS = timedelta(days=1)
"""How long a lead may wait for its plan before it counts as quiet."""
EASTERNMOST = timedelta(hours=14)
"""The zone furthest ahead of UTC, where a day begins first."""


@dataclass(frozen=True, slots=True)
class QuietLeadRow:
    """One row; its key is ``lead_id``. The follow-up is scheduled ``not_before`` that moment."""

    lead_id: UUID
    bot_id: int
    owner_id: int
    quiet_since: datetime
    not_before: datetime

    @property
    def key(self) -> UUID:
        return self.lead_id


def quiet_lead_rows(state: LeadState) -> Sequence[QuietLeadRow]:
    """None for a lead with a reminder ahead, or whose follow-ups have ended."""
    since = state.quiet_since
    if since is None:
        return []
    not_before = since if state.plan else since + PATIENCE_WITH_PLANNERS
    return [QuietLeadRow(state.lead_id, state.bot_id, state.owner_id, since, not_before)]
