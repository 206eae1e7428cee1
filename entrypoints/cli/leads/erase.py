"""``leadbell leads erase``: a lead, so that nobody can read what was said of it, in the log neither."""

from typing import Annotated

import typer

from application.ports.personal_data import Erased
from entrypoints.bootstrap import App
from entrypoints.cli.opening import lead_id_argument, with_app
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, deliberately, request

OF_POSTGRESQL = (
    "PostgreSQL keeps old rows until its VACUUM and in its own log: run VACUUM FULL on lead_keys, lead_list, "
    "scheduled_reminders, outbox, delivery_attempts and inbox, then CHECKPOINT."
)
OF_BACKUPS = "Backups made before hold the key and the words: they end with them."


def erase(
    lead: Annotated[str, typer.Argument(help="The lead's id.")],
    reason: Reason,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Destroys the lead's key and wipes what was said of it, for good. When, which step and by which rule stay."""
    lead_id, wanted = lead_id_argument(lead), request(reason)

    async def work(app: App, *, dry_run: bool) -> tuple[Erased, bool]:
        return await app.use.erasure.erase(lead_id, wanted, dry_run=dry_run), app.database.is_sqlite

    def change(*, dry_run: bool) -> tuple[Erased, bool]:
        return with_app(lambda app: work(app, dry_run=dry_run))

    deliberately(change, _report, "Erase it? Nobody can bring it back.", dry_run=dry_run, yes=yes)


def _report(changed: tuple[Erased, bool], *, dry_run: bool) -> None:
    erased, is_sqlite = changed
    redacted, were = erased.redacted, "would be" if dry_run else "were"
    say(f"The lead {'would be' if dry_run else 'was'} erased.")
    say(f"In its owner's chat {redacted.messages} messages and {redacted.updates} updates {were} emptied.")
    if redacted.waiting:
        say(f"{redacted.waiting} are on their way: they are emptied when they have ended, by the running program.")
    if not erased.is_compact:
        say("Somebody was reading all the time: the write-ahead file is emptied with a later checkpoint.")
    if not dry_run:
        say(OF_BACKUPS if is_sqlite else f"{OF_POSTGRESQL} {OF_BACKUPS}")
