"""``leadbell leads erase``: destroy a lead's key, so that its words cannot be read any more, in the log neither."""

from application.ports.personal_data import Erased
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import LeadId, lead_id_argument
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, confirmed, request

OF_POSTGRESQL = (
    "PostgreSQL keeps old rows until its VACUUM and in its own log: run VACUUM FULL on lead_keys, lead_list, "
    "scheduled_reminders, outbox, delivery_attempts and inbox, then CHECKPOINT."
)
OF_BACKUPS = "Older backups still hold the key and the words: destroy them, or wait until they are discarded."


def erase(lead: LeadId, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Destroy the lead's key and empty its words, for good. Moments, step numbers and rules stay."""
    lead_id, wanted = lead_id_argument(lead), request(reason)

    async def work(app: App, *, dry_run: bool) -> tuple[Erased, bool]:
        return await app.use.erasure.erase(lead_id, wanted, dry_run=dry_run), app.database.is_sqlite

    def change(*, dry_run: bool) -> tuple[Erased, bool]:
        return with_app(lambda app: work(app, dry_run=dry_run))

    confirmed(change, _report, "Erase it? It cannot be brought back.", dry_run=dry_run, yes=yes)


def _report(changed: tuple[Erased, bool], *, dry_run: bool) -> None:
    erased, is_sqlite = changed
    redacted, were = erased.redacted, "would be" if dry_run else "were"
    say(f"The lead {'would be' if dry_run else 'was'} erased.")
    say(f"In its owner's chat {redacted.messages} messages and {redacted.updates} updates {were} emptied.")
    if redacted.waiting:
        say(f"{redacted.waiting} are in flight: the running program empties them when they have ended.")
    if not erased.is_compact:
        say("Another program was reading: the write-ahead file is emptied by a later checkpoint.")
    if not dry_run:
        say(OF_BACKUPS if is_sqlite else f"{OF_POSTGRESQL} {OF_BACKUPS}")
