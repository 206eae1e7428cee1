"""``leadbell leads list`` and ``show``: the leads of all owners."""

from dataclasses import asdict

from application.leads.queries import LeadQueries
from application.ports.read_models import LeadSummary
from entrypoints.cli.arguments import AsJson, LeadId, Limit, OfBot, lead_id_argument
from entrypoints.cli.database import with_database
from entrypoints.cli.leads.state import show_state
from entrypoints.cli.output import show_rows, with_bot

COLUMNS = ("lead_id", "owner_id", "title", "company", "steps", "next_due_at", "deleted_at")


def list_leads(bot: OfBot = None, as_json: AsJson = False, limit: Limit = 1000) -> None:
    """List all leads, next due first; deleted ones too."""
    leads = with_database(lambda db: LeadQueries(db).list_all(limit=limit), bot_id=bot)
    rows = [_view(lead) for lead in leads]
    show_rows(rows, with_bot(COLUMNS, rows), as_json=as_json, empty="There are no leads yet.")


def show_lead(lead: LeadId, as_json: AsJson = False) -> None:
    """Show one lead with its plan and its reminders."""
    lead_id = lead_id_argument(lead)
    show_state(with_database(lambda db: LeadQueries(db).get(lead_id)), as_json=as_json)


def _view(lead: LeadSummary) -> dict[str, object]:
    steps = None if lead.row.steps_total is None else f"{lead.row.steps_done}/{lead.row.steps_total}"
    return {**asdict(lead.row), "steps": steps, "next_due_at": lead.next_due_at}
