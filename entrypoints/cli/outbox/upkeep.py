"""``leadbell outbox fence`` and ``prune``: changes to the outbox as a whole."""

from datetime import timedelta
from typing import Annotated

import typer

from application.backups.fence_batch import Fenced
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import instant
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, confirmed, request
from entrypoints.durations import parse_duration

MOST_NAMED = 20
LONGEST_AGE = timedelta(days=36_500)

Since = Annotated[str, typer.Option(help="When the backup was made: ISO 8601, without an offset in UTC.")]
OlderThan = Annotated[str, typer.Option(help="How long ago they ended, at least: 30d, 12h.")]


def fence(since: Since, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """After a restore: quarantine the messages that may have been sent since the backup, so that none comes twice.

    Stop every Leadbell first. Messages that waited and reminders that are due become unconfirmed: `outbox resend` sends
    one once more, `outbox resolve` and `outbox discard` end it. Exits 1 when a lead could not be read.
    """
    moment, wanted = instant(since), request(reason)

    def change(*, dry_run: bool) -> Fenced:
        return with_app(lambda app: app.use.outbox_fence.fence(moment, wanted, dry_run=dry_run), exclusive=True)

    fenced = confirmed(change, report_fenced, "Leave them unsent?", dry_run=dry_run, yes=yes)
    if fenced.unreadable:
        raise typer.Exit(1)


def prune(older_than: OlderThan, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Empty the texts and attempts of messages that ended long ago. That they were claimed stays known for all time."""
    age, wanted = _age(older_than), request(reason)

    async def work(app: App, *, dry_run: bool) -> int:
        return await app.use.outbox_pruning.prune(app.clock.now() - age, wanted, dry_run=dry_run)

    def change(*, dry_run: bool) -> int:
        return with_app(lambda app: work(app, dry_run=dry_run))

    confirmed(change, _report_pruned, "Empty them for good?", dry_run=dry_run, yes=yes)


def report_fenced(changed: Fenced, *, dry_run: bool) -> None:
    mood = "would be " if dry_run else ""
    for state, kinds in (("unconfirmed", changed.unconfirmed), ("withdrawn", changed.withdrawn)):
        if kinds:
            say(f"{mood}{state}: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}")
    if changed.claimed:
        say(f"{mood}claimed and unconfirmed, since due: {changed.claimed} reminder")
    if not changed.entries:
        say("Nothing waits and nothing is due.")
    for reminder_id in sorted(changed.unreadable)[:MOST_NAMED]:
        say(f"not claimed, since its lead cannot be read: {reminder_id}")
    if changed.unreadable:
        say("Repair the events that cannot be read (`leadbell audit verify` names them), then run the fence again.")


def _report_pruned(changed: int, *, dry_run: bool) -> None:
    entries, were = ("entry", "was") if changed == 1 else ("entries", "were")
    say(f"{changed} {entries} {'would be' if dry_run else were} pruned.")


def _age(text: str) -> timedelta:
    """Raise ``typer.BadParameter``."""
    try:
        age = parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no duration: {error}; an example: 30d") from error
    if age > LONGEST_AGE:
        raise typer.BadParameter(f"{text!r} is longer than Leadbell has existed: give a shorter time")
    return age
