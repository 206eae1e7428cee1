"""``quiet_leads``: leads that are to be followed up, and for which nothing is scheduled yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.lead.state import LeadState

PATIENCE_WITH_PLANNERS = timedelta(days=1)
"""How long a lead may wait for its plan before it counts as quiet."""
EASTERNMOST = timedelta(hours=14)
"""Ahead of UTC: nowhere does a day begin earlier."""


@dataclass(frozen=True, slots=True)
class QuietLeadRow:
    """One row; its key is ``lead_id``. Nothing is scheduled ``not_before`` that moment."""

    lead_id: UUID
    owner_id: int
    quiet_since: datetime
    not_before: datetime

    @property
    def key(self) -> UUID:
        return self.lead_id


def quiet_lead_rows(state: LeadState) -> Sequence[QuietLeadRow]:
    """None for a lead with something ahead, and for one that is not to be followed up any more."""
    since = state.quiet_since
    if since is None:
        return []
    not_before = since if state.plan else since + PATIENCE_WITH_PLANNERS
    return [QuietLeadRow(state.lead_id, state.owner_id, since, not_before)]
