"""Leads whose steps are due so many days after Monday."""

from datetime import datetime, timedelta
from uuid import UUID

from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OWNER_ID, a_plan

DAY = timedelta(days=1)
STRANGER = 8


def a_lead_due(lead_id: UUID, *days: int, at: datetime = MONDAY_9AM, owner_id: int = OWNER_ID) -> Lead:
    """Its steps are due so many days after Monday; without days it has no plan yet."""
    lead = Lead.capture(lead_id, bot_id=BOT_ID, owner_id=owner_id, chat_id=CHAT_ID, note="Met Ada", at=at)
    if days:
        lead.record(adopt_plan(lead.state, a_plan(start=MONDAY_9AM, days=days), at=at))
    return lead
