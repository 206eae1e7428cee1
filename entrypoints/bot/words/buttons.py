"""Buttons below the answers to words."""

from collections.abc import Sequence

from application.delivery.message import Button
from application.ports.read_models import LeadSummary
from application.wording.callback_data import OnLead, OnStep, Verb
from application.wording.phrases import shortened
from application.wording.words_data import AddToLead, LeaveQuestion
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId

Rows = tuple[tuple[Button, ...], ...]


def open_lead(state: LeadState) -> Button:
    return Button("👤 Open the lead", OnLead(Verb.VIEW, state.lead_id).encode())


def undo_step(reminder_id: ReminderId) -> Button:
    return Button("↩️ Undo", OnStep(Verb.REOPEN, reminder_id).encode())


def leads_to_open(leads: Sequence[LeadSummary]) -> Rows:
    return tuple((Button(f"👤 {_name(one)}", OnLead(Verb.LEAD, one.row.lead_id).encode()),) for one in leads)


def note_or_not(leads: Sequence[LeadSummary], update_id: int) -> Rows:
    """``leads`` are those that the words may be about."""
    add = [(Button(f"📎 Add to {_name(one)}", AddToLead(one.row.lead_id, update_id).encode()),) for one in leads]
    new = Button("➕ New lead", LeaveQuestion(update_id).encode())
    nothing = Button("✖️ Nothing", LeaveQuestion().encode())
    return (*add, (new, nothing))


def _name(lead: LeadSummary) -> str:
    company = f" ({lead.row.company})" if lead.row.company and lead.row.company != lead.row.title else ""
    return shortened(f"{lead.row.title}{company}", 40)
