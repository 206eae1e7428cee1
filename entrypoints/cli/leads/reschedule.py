"""``leadbell leads reschedule``: move a step for its owner, or say which due times another setting would move."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import uuid4

import typer

from application.accounts.due_time_changes import Moved
from application.accounts.owner import Owner
from application.leads.rescheduling import Move, Rescheduled
from application.wording.wall_clock import WallClock
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, OfBot, lead_id_argument
from entrypoints.cli.bots import of_owner
from entrypoints.cli.leads.other_settings import (
    HolidaysOption,
    OtherSettings,
    QuietOption,
    SendTimeOption,
    TimeZoneOption,
    WorkdaysOption,
)
from entrypoints.cli.output import RowView, say, show_rows
from entrypoints.cli.requests import DryRun, request

COLUMNS = ("title", "step", "what", "before", "after", "before_utc", "after_utc")
OWNERS_OWN = (
    "only owners change their settings, with /settings in their chat: add --dry-run to see which reminders would move, "
    "or name a LEAD to move one of its steps"
)

Lead = Annotated[str | None, typer.Argument(help="The id of the lead whose step is to be moved.")]
Step = Annotated[
    int | None, typer.Option("--step", min=1, max=10**9, help="The number of the step in its present plan.")
]
To = Annotated[str | None, typer.Option("--to", help="To when, in words: 'tomorrow', 'next Monday at 10:00'.")]
WithRest = Annotated[bool, typer.Option("--with-rest", help="Move the open steps after it by as many days.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why the step is moved: kept with your name in the trail.")]
OfOwner = Annotated[
    int | None, typer.Option("--owner", help="Show which reminders would move if this owner changed their settings.")
]


def reschedule(
    lead: Lead = None,
    *,
    step: Step = None,
    to: To = None,
    with_rest: WithRest = False,
    reason: Why = None,
    owner: OfOwner = None,
    bot: OfBot = None,
    timezone: TimeZoneOption = None,
    send_time: SendTimeOption = None,
    quiet_hours: QuietOption = None,
    workdays: WorkdaysOption = None,
    holidays: HolidaysOption = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Move a step of a LEAD; or, with --owner and --dry-run, show which reminders another setting would move."""
    wanted = OtherSettings(timezone, send_time, quiet_hours, workdays, holidays)
    move_words = (lead, step, to, with_rest or None, reason)
    if owner is not None and any(word is not None for word in move_words):
        raise typer.BadParameter(
            "--owner shows the effect of settings: leave out LEAD, --step, --to, --with-rest and --reason"
        )
    if owner is not None:
        _show_what_would_move(owner, bot, wanted, dry_run=dry_run, as_json=as_json)
        return
    if lead is None or step is None or to is None or reason is None:
        raise typer.BadParameter("to move a step, name a LEAD and give --step, --to and --reason")
    if wanted.are_any:
        raise typer.BadParameter("settings belong to an owner: name one with --owner")
    _move(lead, Move(step, to, with_rest=with_rest), reason, dry_run=dry_run, as_json=as_json)


def _move(lead: str, move: Move, reason: str, *, dry_run: bool, as_json: bool) -> None:
    lead_id, wanted = lead_id_argument(lead), request(reason)

    async def work(app: App) -> tuple[Rescheduled, WallClock]:
        done = await app.use.rescheduling.move_for_owner(lead_id, move, wanted, dry_run=dry_run)
        return done, await app.of_bot(done.state.bot_id).accounts.wall_clock(done.state.owner_id)

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


def _show_what_would_move(owner: int, bot: int | None, wanted: OtherSettings, *, dry_run: bool, as_json: bool) -> None:
    if not dry_run:
        raise typer.BadParameter(OWNERS_OWN)
    if not wanted.are_any:
        raise typer.BadParameter("give a setting: --timezone, --send-time, --quiet-hours, --workdays, --holidays")

    async def work(app: App) -> Sequence[RowView]:
        use, decide = await of_owner(app, owner, bot), wanted.decision(app.use.work_times.calendar)
        if use is None:
            return []
        before = await use.accounts.wall_clock(owner)
        changed = await use.account_commands.change(
            Owner(owner, chat_id=owner), f"dry-run:{uuid4()}", decide, dry_run=True
        )
        after = use.work_times.wall_clock_of(changed.account)
        return [_reminder_view(one, before, after) for one in changed.moved]

    _show(with_app(work), verb="would move", as_json=as_json)


def _reminder_view(moved: Moved, before: WallClock, after: WallClock) -> RowView:
    what = "reminder" if moved.reminder_id.plan_number else "follow-up"
    named = {"lead_id": moved.lead_id, "title": moved.title, "step": moved.reminder_id.step_id, "what": what}
    return named | _moments(moved.before, moved.after, before, after)


def _moments(before: datetime, after: datetime, clock_before: WallClock, clock_after: WallClock) -> dict[str, object]:
    """By the owner's clock, before and after the change of settings, and in UTC."""
    return {
        "before": clock_before.shows(before),
        "after": clock_after.shows(after),
        "before_utc": before,
        "after_utc": after,
    }


def _show(rows: Sequence[RowView], *, verb: str, as_json: bool) -> None:
    """The last line tells a dry run from the move itself."""
    show_rows(rows, COLUMNS, as_json=as_json, empty=f"Nothing {verb}.")
    if rows and not as_json:
        say(f"\n{'These' if len(rows) > 1 else 'This'} {verb}.")
