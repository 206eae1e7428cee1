"""``leadbell db backup`` and ``restore``: the whole database, kept and put back."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from application.backups.backup import Taken
from application.backups.restore import Restored
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, instant, with_app
from entrypoints.cli.outbox.upkeep import report_fenced
from entrypoints.cli.output import say, show_one
from entrypoints.cli.requests import DryRun, Reason, Yes, deliberately, request

KeptIn = Annotated[Path, typer.Argument(metavar="FILE", help="Where to keep it; must not be there yet.")]
KeptAs = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
Since = Annotated[str | None, typer.Option(help="When it was made, where FILE does not say so itself: ISO 8601.")]

KEYS_INSIDE = "It holds keys too: what is erased from now on can be read in this file until it is destroyed."
NOT_ASKED = (
    "The former database could not be asked what it had erased since: if leads were, they are back. Erase them again "
    "(`leads erase`)."
)
FORMER_HAS_KEYS = "The former database holds keys and words: keep it as a backup, or destroy it."


def backup(file: KeptIn, as_json: AsJson = False) -> None:
    """Copies the database into FILE, as of one moment, while programs run. On PostgreSQL it says what to use.

    It is put back by `db restore`.
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
    """Puts a backup into the place of the database, which is kept under another name, and fences it.

    Stop every Leadbell first. What waited when it was taken, and what has become due since, becomes unconfirmed: see
    `outbox fence`. On PostgreSQL it says what to use. Exits 1 when a lead could not be read.
    """
    moment, wanted = instant(since) if since else None, request(reason)

    def change(*, dry_run: bool) -> Restored:
        return with_app(
            lambda app: app.use.restore.restore(file, wanted, since=moment, dry_run=dry_run),
            ready=False,
            alone=True,
            traceless=dry_run,
        )

    with _sigterm_like_ctrl_c():
        restored = deliberately(change, _report_restored, "Put it there?", dry_run=dry_run, yes=yes)
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
        say("what waited then, and is due by now, would be unconfirmed")
        return
    report_fenced(changed.fenced, dry_run=dry_run)
    if changed.former and changed.erased_again is None:
        say(NOT_ASKED)
    if changed.erased_again:
        say(f"erased again, since they were erased after the backup was taken: {changed.erased_again} leads")
    if changed.former:
        say(FORMER_HAS_KEYS)


@contextmanager
def _sigterm_like_ctrl_c() -> Iterator[None]:
    """Both break off the work at hand, which leaves nothing behind then."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
