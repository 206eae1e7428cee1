"""``leadbell relay pause`` and ``resume``: stop all sending, and let it go on."""

from application.delivery.pause import PauseCause, RelayPause
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import OfBot
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, request


def pause(reason: Reason, bot: OfBot = None, dry_run: DryRun = False) -> None:
    """Stop all sending of all bots, in all programs, until `relay resume`. Messages in flight are not called back."""
    wanted = request(reason)
    paused = with_app(lambda app: app.of_bot(bot).relay_operations.pause(wanted, dry_run=dry_run))
    if not paused.is_new:
        say(f"Sending is paused already: {_described(paused.pause)}")
    else:
        what = "All sending" if bot is None else f"All sending of bot {bot}"
        say(f"{what} would be paused." if dry_run else f"{what} is paused. `leadbell relay resume` ends it.")


def resume(reason: Reason, bot: OfBot = None, dry_run: DryRun = False) -> None:
    """Let messages go out again: end all pauses but those that Telegram asked for."""
    wanted = request(reason)
    resumed = with_app(lambda app: app.of_bot(bot).relay_operations.resume(wanted, dry_run=dry_run))
    verb = "Would be lifted" if dry_run else "Lifted"
    for one in resumed.lifted:
        say(f"{verb}: {_described(one)}")
    for one in resumed.staying:
        why = "Telegram asked for it" if one.cause is PauseCause.THROTTLED else "it is for all bots (leave out --bot)"
        say(f"Stays, since {why}: {_described(one)}")
    if not resumed.lifted:
        say("There is nothing to resume.")


def _described(pause: RelayPause) -> str:
    until = f"until {pause.until:%Y-%m-%d %H:%M:%S} UTC" if pause.until else "until `relay resume`"
    return f"{pause.cause}, by {pause.by} since {pause.since:%Y-%m-%d %H:%M:%S} UTC, {until}: {pause.reason}"
