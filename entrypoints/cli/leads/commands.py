"""``leadbell leads``: everybody's leads, for the operator."""

from dataclasses import fields
from typing import Annotated

import typer

from application.ports.read_models import LeadSummary
from entrypoints.cli.leads.erase import erase
from entrypoints.cli.leads.reschedule import reschedule
from entrypoints.cli.leads.state import show_state
from entrypoints.cli.opening import AsJson, Limit, lead_id_argument, with_app
from entrypoints.cli.output import show_rows

cli = typer.Typer(help="The leads of all owners.", no_args_is_help=True)

COLUMNS = ("lead_id", "owner_id", "title", "company", "steps", "next_due_at", "deleted_at")


@cli.command("list")
def list_leads(as_json: AsJson = False, limit: Limit = 1000) -> None:
    """Next due first; deleted ones too."""
    leads = with_app(lambda app: app.use.queries.list_all(limit=limit))
    show_rows([_view(lead) for lead in leads], COLUMNS, as_json=as_json, empty="There are no leads yet.")


@cli.command("show")
def show_lead(lead: Annotated[str, typer.Argument(help="The lead's id.")], as_json: AsJson = False) -> None:
    """One lead with its plan and its reminders."""
    lead_id = lead_id_argument(lead)
    show_state(with_app(lambda app: app.use.queries.get(lead_id)), as_json=as_json)


cli.command("reschedule")(reschedule)
cli.command("erase")(erase)


def _view(lead: LeadSummary) -> dict[str, object]:
    row = {field.name: getattr(lead.row, field.name) for field in fields(lead.row)}
    steps = None if lead.row.steps_total is None else f"{lead.row.steps_done}/{lead.row.steps_total}"
    return {**row, "steps": steps, "next_due_at": lead.next_due_at}
