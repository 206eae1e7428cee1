"""``leadbell audit``: what happened, what the state was, and that the read models say the same."""

import re
from dataclasses import fields
from typing import Annotated

import typer

from application.due_reasons import DueReasons
from application.ports.lead_log import Recorded
from application.projections import PROJECTIONS
from application.wording.wall_clock import WallClock
from application.wording.why import NOTE_LENGTH, why_message
from domain.reminder import ReminderId
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, Limit, instant, lead_id_argument, with_app
from entrypoints.cli.output import plain, print_json, say, show_rows
from entrypoints.cli.projections import verify_and_report
from entrypoints.cli.states import show_state

cli = typer.Typer(help="The log: what happened, and what the state was.", no_args_is_help=True)

COLUMNS = ("position", "timestamp", "event", "lead_id", "version", "actor", "command_id")
_REMINDER = re.compile(r"(?:claim:)?(?P<id>[0-9A-Fa-f-]{32,36}:[0-9]{1,9}:[0-9]{1,9})(?::[0-9]{1,9})?")
_ENVELOPE = {"originator_id", "originator_version", "originator_topic", "timestamp"}


@cli.command("log")
def show_log(
    lead: Annotated[str | None, typer.Option(help="Of one lead.")] = None,
    since: Annotated[str | None, typer.Option(help="From this moment on, ISO 8601.")] = None,
    limit: Limit = 500,
    as_json: AsJson = False,
) -> None:
    """The events in the order of the log."""
    lead_id = lead_id_argument(lead) if lead else None
    moment = instant(since) if since else None
    found = with_app(lambda app: app.audit.log(lead_id=lead_id, since=moment, limit=limit))
    show_rows([_view(one) for one in found], COLUMNS, as_json=as_json, empty="No events.")


@cli.command("state")
def show_state_at(
    lead: Annotated[str, typer.Argument(help="The lead's id.")],
    at: Annotated[str, typer.Option("--at", help="The moment, ISO 8601.")],
    as_json: AsJson = False,
) -> None:
    """A lead, its plan and its reminders as they were."""
    lead_id, moment = lead_id_argument(lead), instant(at)
    show_state(with_app(lambda app: app.audit.state_at(lead_id, moment)), as_json=as_json)


@cli.command("why")
def why(
    reminder: Annotated[str, typer.Argument(help="As `leads show --json` names it, LEAD:PLAN:STEP; or as its claim.")],
    as_json: AsJson = False,
) -> None:
    """Why a reminder comes when it comes, and what has happened to it since."""
    reminder_id = _reminder_argument(reminder)

    async def work(app: App) -> tuple[DueReasons, WallClock]:
        found = await app.audit.reasons(reminder_id)
        return found, await app.accounts.wall_clock(found.state.owner_id)

    found, clock = with_app(work)
    if as_json:
        print_json(plain(_reasons_view(found, clock)))
    else:
        say(why_message(found, clock, latest=None).text)


@cli.command("verify")
def verify(as_json: AsJson = False) -> None:
    """Reads every event, folds the log again and compares the read models with it. Exits 1 on a difference."""
    verify_and_report(PROJECTIONS, as_json=as_json)


def _view(one: Recorded) -> dict[str, object]:
    event = one.event
    details = {field.name: getattr(event, field.name) for field in fields(event) if field.name not in _ENVELOPE}
    return {
        "position": one.position,
        "timestamp": event.timestamp,
        "event": type(event).__name__,
        "lead_id": event.originator_id,
        "version": event.originator_version,
        **details,
    }


def _reminder_argument(text: str) -> ReminderId:
    """Also as the outbox names its claims, ``claim:LEAD:PLAN:STEP:GENERATION``. Raises ``typer.BadParameter``."""
    match = _REMINDER.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"{text[:80]!r} is no reminder; `leadbell leads show LEAD --json` names them")
    try:
        return ReminderId.parse(match["id"])
    except ValueError as error:
        raise typer.BadParameter(f"{text[:80]!r} has no lead's id in it") from error


def _reasons_view(found: DueReasons, clock: WallClock) -> dict[str, object]:
    state, reminder = found.state, found.reminder
    return {
        "reminder_id": str(reminder.id),
        "kind": reminder.id.kind,
        "status": reminder.status,
        "due_at": reminder.due_at,
        "due_local": clock.shows(reminder.due_at),
        "zone": clock.zone.key,
        "note": state.note[:NOTE_LENGTH],
        "playbook": state.plan_number(reminder.id.plan_number).playbook if reminder.id.plan_number else None,
        "reasons": found.reasons,
    }
