"""``leadbell audit state``: a lead as it was."""

from typing import Annotated

import typer

from application.audit.audit import Audit
from entrypoints.cli.arguments import AsJson, LeadId, instant, lead_id_argument
from entrypoints.cli.database import with_database
from entrypoints.cli.leads.state import show_state


def show_state_at(
    lead: LeadId, at: Annotated[str, typer.Option("--at", help="The moment, ISO 8601.")], as_json: AsJson = False
) -> None:
    """A lead, its plan and its reminders as they were."""
    lead_id, moment = lead_id_argument(lead), instant(at)
    show_state(with_database(lambda db: Audit(db).state_at(lead_id, moment)), as_json=as_json)
