"""``leadbell db backup`` and ``restore``: the whole database, kept and restored."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from application.backups.backup import Taken
from application.backups.restore import Restored
from application.wording.phrases import counted
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, instant, path_argument
from entrypoints.cli.outbox.upkeep import report_fenced
from entrypoints.cli.output import say, show_one
from entrypoints.cli.requests import DryRun, Reason, Yes, confirmed, request

KeptIn = Annotated[Path, typer.Argument(parser=path_argument, metavar="FILE", help="Where to keep it: a new file.")]
KeptAs = Annotated[Path, typer.Argument(parser=path_argument, metavar="FILE", help="The backup.")]
Since = Annotated[str | None, typer.Option(help="When it was made, for a FILE that does not say so itself: ISO 8601.")]

KEYS_INSIDE = "It holds keys too: a lead that you erase from now on stays readable in this file until you destroy it."
ERASURES_UNKNOWN = (
    "The former database could not be read, so leads that it erased since the backup are back: erase them again "
    "(`leadbell leads erase`)."
)
FORMER_HAS_KEYS = "The former database still holds keys and words: keep it as a backup, or destroy it."


def backup(file: KeptIn, as_json: AsJson = False) -> None:
    """Copy the database into FILE, as of one moment, while programs run. On PostgreSQL, say which tool does.

    `db restore` puts it back.
    """
    wanted = request("a backup")

    async def work(app: App) -> Taken:
        schema = await app.schema()
        if schema.revision is None:
            await app.require_ready()
        return await app.use.backup.take(file, wanted, readable=schema.is_ready)

    with _sigterm_like_ctrl_c():
        taken = with_app(work, ready=False)
    show_one(_view(taken), as_json=as_json)
    if not as_json:
        say(f"`db restore` puts it back; after a copy by hand: `outbox fence --since {taken.taken_at.isoformat()}`.")
        say(KEYS_INSIDE)


def restore(file: KeptAs, reason: Reason, since: Since = None, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Put a backup into the place of the database, which is kept under another name, and quarantine its messages.

    Stop every Leadbell first. Messages that waited when the backup was made, and reminders that are due since, become
    unconfirmed: see `outbox fence`. On PostgreSQL, say which tool restores. Exits 1 when a lead could not be read.
    """
    moment, wanted = instant(since) if since else None, request(reason)

    def change(*, dry_run: bool) -> Restored:
        return with_app(
            lambda app: app.use.restore.restore(file, wanted, since=moment, dry_run=dry_run),
            ready=False,
            exclusive=True,
            create_lock_file=not dry_run,
        )

    with _sigterm_like_ctrl_c():
        restored = confirmed(change, _report_restored, "Replace the database?", dry_run=dry_run, yes=yes)
    if restored.fenced is not None and restored.fenced.unreadable:
        raise typer.Exit(1)


def _view(taken: Taken) -> dict[str, object]:
    return {
        "file": str(taken.file),
        "bytes": taken.file.stat().st_size,
        "taken_at": taken.taken_at,
        "position": taken.position,
        "newest_event_at": taken.newest_event_at,
    }


def _report_restored(changed: Restored, *, dry_run: bool) -> None:
    backup, mood = changed.backup, "would be" if dry_run else "is"
    say(f"{backup.file}: taken at {changed.since.isoformat()}, position {backup.position}, revision {backup.revision}")
    if changed.former:
        say(f"the former database {mood} kept as {changed.former}")
    if changed.fenced is None:
        say("messages that waited then, and reminders that are due by now, would be unconfirmed")
        return
    report_fenced(changed.fenced, dry_run=dry_run)
    if changed.former and changed.erased_again is None:
        say(ERASURES_UNKNOWN)
    if changed.erased_again:
        say(f"erased again, since they were erased after the backup: {counted(changed.erased_again, 'lead')}")
    if changed.former:
        say(FORMER_HAS_KEYS)


@contextmanager
def _sigterm_like_ctrl_c() -> Iterator[None]:
    """Break off the work at hand, which then leaves nothing behind."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
