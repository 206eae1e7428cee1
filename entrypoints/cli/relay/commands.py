"""``leadbell relay``: whether anything is being sent, and how to stop it and let it go on."""

from collections.abc import Sequence

import typer

from application.delivery.pause import RelayPause
from application.operations.relay import RelayStatus
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, print_json, say, show_one, show_rows
from entrypoints.cli.requests import DryRun, Reason, request

cli = typer.Typer(help="The relay: whether messages go out, how to stop them and let them go on.", no_args_is_help=True)

PAUSES = ("cause", "in_force", "since", "until", "by", "reason")
UNREACHABLE = ("chat_id", "unreachable_since", "reason")


@cli.command("status")
def status(as_json: AsJson = False) -> None:
    """Pauses, how sending goes, what waits, and who cannot be reached. Exits 1 while nothing is sent."""
    found = with_app(lambda app: app.use.relay_operations.status())
    _print(found, as_json=as_json)
    if found.in_force:
        raise typer.Exit(1)


@cli.command("pause")
def pause(reason: Reason, dry_run: DryRun = False) -> None:
    """Stops all sending, in all programs, until `relay resume`. What is being sent already is not called back."""
    wanted = request(reason)
    paused = with_app(lambda app: app.use.relay_operations.pause(wanted, dry_run=dry_run))
    if not paused.is_new:
        say(f"It is paused already: {_told(paused.pause)}")
    else:
        say("All sending would be paused." if dry_run else "All sending is paused. `leadbell relay resume` ends it.")


@cli.command("resume")
def resume(reason: Reason, dry_run: DryRun = False) -> None:
    """Lets messages go out again: ends pauses but those that Telegram asked for."""
    wanted = request(reason)
    resumed = with_app(lambda app: app.use.relay_operations.resume(wanted, dry_run=dry_run))
    verb = "Would be lifted" if dry_run else "Lifted"
    for one in resumed.lifted:
        say(f"{verb}: {_told(one)}")
    for one in resumed.staying:
        say(f"Stays, since Telegram asked for it: {_told(one)}")
    if not resumed.lifted:
        say("There is nothing to resume.")


def _print(found: RelayStatus, *, as_json: bool) -> None:
    pauses = _views(found.in_force, in_force=True) + _views(found.over, in_force=False)
    facts: dict[str, object] = {
        "sends": not found.in_force,
        "unconfirmed_in_a_row": found.unconfirmed_in_a_row,
        "oldest_queued_at": found.oldest_queued_at,
    }
    entries = {state.value: count for state, count in sorted(found.entries.items())}
    if as_json:
        print_json(plain({**facts, "entries": entries, "pauses": pauses, "unreachable": found.unreachable}))
        return
    show_one(
        {**facts, "entries": ", ".join(f"{count} {state}" for state, count in entries.items()) or None}, as_json=False
    )
    say("")
    show_rows(pauses, PAUSES, as_json=False, empty="No pauses.")
    if found.unreachable:
        say("\nChats that cannot be reached; what waits for them waits on:")
        chat_states = [{name: getattr(chat_state, name) for name in UNREACHABLE} for chat_state in found.unreachable]
        show_rows(chat_states, UNREACHABLE, as_json=False, empty="")


def _views(pauses: Sequence[RelayPause], *, in_force: bool) -> list[dict[str, object]]:
    return [
        {
            "cause": one.cause,
            "in_force": in_force,
            "since": one.since,
            "until": one.until,
            "by": one.by,
            "reason": one.reason,
        }
        for one in pauses
    ]


def _told(pause: RelayPause) -> str:
    until = f"until {pause.until:%Y-%m-%d %H:%M:%S} UTC" if pause.until else "until somebody resumes"
    return f"{pause.cause}, by {pause.by} since {pause.since:%Y-%m-%d %H:%M:%S} UTC, {until}: {pause.reason}"
