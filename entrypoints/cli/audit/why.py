"""``leadbell audit why``: why a reminder comes when it comes, and what has happened to it since."""

import re
from typing import Annotated

import typer

from application.audit.due_reasons import DueReasons
from application.wording.wall_clock import WallClock
from application.wording.why import NOTE_LENGTH, why_message
from domain.reminders.reminder import ReminderId
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, print_json, say

_REMINDER = re.compile(r"(?:claim:)?(?P<id>[0-9A-Fa-f-]{32,36}:[0-9]{1,9}:[0-9]{1,9})(?::[0-9]{1,9})?")


def why(
    reminder: Annotated[str, typer.Argument(help="As `leads show --json` names it, LEAD:PLAN:STEP; or as its claim.")],
    as_json: AsJson = False,
) -> None:
    """Why a reminder comes when it comes, and what has happened to it since."""
    reminder_id = _reminder_argument(reminder)

    async def work(app: App) -> tuple[DueReasons, WallClock]:
        found = await app.use.audit.reasons(reminder_id)
        return found, await app.of_bot(found.state.bot_id).accounts.wall_clock(found.state.owner_id)

    found, clock = with_app(work)
    if as_json:
        print_json(plain(_reasons_view(found, clock)))
    else:
        say(why_message(found, clock, latest=None).text)


def _reminder_argument(text: str) -> ReminderId:
    """Read a reminder's id, or its claim ``claim:LEAD:PLAN:STEP:GENERATION``. Raise ``typer.BadParameter``."""
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
