"""Leads whose owner presses one button again and again."""

from datetime import timedelta
from uuid import UUID

from domain.lead.decisions.steps import toggle_step
from domain.lead.lead import Lead
from tests.support.leads import a_new_lead, sends_at


def a_long_lead(lead_id: UUID, *, events: int) -> Lead:
    """Its plan's first step done and opened again, until the lead has so many events, all still to be collected."""
    lead = a_new_lead(lead_id, with_plan=True)
    while lead.version < events:
        at = lead.state.changed_at + timedelta(seconds=1)
        lead.record(toggle_step(lead.state, 1, at=at, next_send=sends_at(at)))
    return lead
