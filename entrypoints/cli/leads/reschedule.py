"""``leadbell leads reschedule``: moves a step for its owner, or says what another setting of theirs would move."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import uuid4

import typer

from application.accounts.commands import Changed
from application.accounts.due_time_changes import Moved
from application.accounts.owner import Owner
from application.leads.rescheduling import Move, Rescheduled
from application.wording.wall_clock import WallClock
from entrypoints.bootstrap import App
from entrypoints.cli.leads.other_settings import (
    HolidaysOption,
    OtherSettings,
    QuietOption,
    SendTimeOption,
    TimeZoneOption,
    WorkdaysOption,
)
from entrypoints.cli.opening import AsJson, lead_id_argument, with_app
from entrypoints.cli.output import RowView, say, show_rows
from entrypoints.cli.requests import DryRun, request

COLUMNS = ("title", "step", "what", "before", "after", "before_utc", "after_utc")
OWNERS_OWN = (
    "only owners change their settings, with /settings in their chat: say --dry-run to see what would move, "
    "or name a LEAD to move a step of it"
)

Lead = Annotated[str | None, typer.Argument(help="The id of the lead whose step is to be moved.")]
Step = Annotated[int | None, typer.Option("--step", min=1, max=10**9, help="The step of its present plan.")]
To = Annotated[str | None, typer.Option("--to", help="To when, in words: 'tomorrow', 'next Monday at 10:00'.")]
WithRest = Annotated[bool, typer.Option("--with-rest", help="The open steps after it go as many days on.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why the step is moved: kept with your name in the trail.")]
OfOwner = Annotated[int | None, typer.Option("--owner", help="What would move if this owner changed their settings.")]


def reschedule(
    lead: Lead = None,
    *,
    step: Step = None,
    to: To = None,
    with_rest: WithRest = False,
    reason: Why = None,
    owner: OfOwner = None,
    timezone: TimeZoneOption = None,
    send_time: SendTimeOption = None,
    quiet_hours: QuietOption = None,
    workdays: WorkdaysOption = None,
    holidays: HolidaysOption = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Moves a step of a LEAD; or, with --owner and --dry-run, says what another setting of theirs would move."""
    wanted = OtherSettings(timezone, send_time, quiet_hours, workdays, holidays)
    move_words = (lead, step, to, with_rest or None, reason)
    if owner is not None and any(word is not None for word in move_words):
        raise typer.BadParameter("--owner is about settings: it goes without a LEAD and what belongs to that")
    if owner is not None:
        _show_what_would_move(owner, wanted, dry_run=dry_run, as_json=as_json)
        return
    if lead is None or step is None or to is None or reason is None:
        raise typer.BadParameter("name a LEAD, and say --step, --to and --reason")
    if wanted.are_any:
        raise typer.BadParameter("settings belong to an owner: say --owner")
    _move(lead, Move(step, to, with_rest=with_rest), reason, dry_run=dry_run, as_json=as_json)


def _move(lead: str, move: Move, reason: str, *, dry_run: bool, as_json: bool) -> None:
    lead_id, wanted = lead_id_argument(lead), request(reason)

    async def work(app: App) -> tuple[Rescheduled, WallClock]:
        done = await app.use.rescheduling.move_for_owner(lead_id, move, wanted, dry_run=dry_run)
        return done, await app.use.accounts.wall_clock(done.state.owner_id)

    done, clock = with_app(work)
    title = done.state.label
    rows: list[RowView] = [
        {"lead_id": lead_id, "title": title, "step": one.step_id, "what": "step"}
        | _moments(one.before, one.after, clock, clock)
        for one in done.steps
    ]
    own = {one.step_id: one.before for one in done.steps}
    apart = [one for one in done.reminders if own.get(one.reminder_id.step_id) != one.before]
    rows += [_reminder_view(one, clock, clock) for one in apart]
    _show(rows, verb="would move" if dry_run else "moved", as_json=as_json)


def _show_what_would_move(owner: int, wanted: OtherSettings, *, dry_run: bool, as_json: bool) -> None:
    if not dry_run:
        raise typer.BadParameter(OWNERS_OWN)
    if not wanted.are_any:
        raise typer.BadParameter("say which setting: --timezone, --send-time, --quiet-hours, --workdays, --holidays")

    async def work(app: App) -> tuple[Changed, WallClock, WallClock]:
        before = await app.use.accounts.wall_clock(owner)
        decide = wanted.decision(app.use.work_times.calendar)
        somebody = Owner(owner, chat_id=owner)
        changed = await app.use.account_commands.change(somebody, f"rehearsal:{uuid4()}", decide, dry_run=True)
        return changed, before, app.use.work_times.wall_clock_of(changed.account)

    changed, before, after = with_app(work)
    _show([_reminder_view(one, before, after) for one in changed.moved], verb="would move", as_json=as_json)


def _reminder_view(moved: Moved, before: WallClock, after: WallClock) -> RowView:
    what = "reminder" if moved.reminder_id.plan_number else "follow-up"
    named = {"lead_id": moved.lead_id, "title": moved.title, "step": moved.reminder_id.step_id, "what": what}
    return named | _moments(moved.before, moved.after, before, after)


def _moments(before: datetime, after: datetime, clock_before: WallClock, clock_after: WallClock) -> dict[str, object]:
    """By the owner's clock, which may be another one then, and in UTC."""
    return {
        "before": clock_before.shows(before),
        "after": clock_after.shows(after),
        "before_utc": before,
        "after_utc": after,
    }


def _show(rows: Sequence[RowView], *, verb: str, as_json: bool) -> None:
    """A dry run looks like the move itself, so it says at its end which of them it was."""
    show_rows(rows, COLUMNS, as_json=as_json, empty=f"Nothing {verb}.")
    if rows and not as_json:
        say(f"\n{'These' if len(rows) > 1 else 'This'} {verb}.")
