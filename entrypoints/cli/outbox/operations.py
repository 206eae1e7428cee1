"""``leadbell outbox retry``, ``resend``, ``resolve`` and ``discard``: what operators do to a single message."""

from enum import StrEnum
from typing import Annotated

import typer

from application.operations.outbox import EntryChange
from entrypoints.bootstrap import App
from entrypoints.cli.opening import with_app
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, deliberately, request

EntryId = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="The entry's id.")]
AcceptDuplicate = Annotated[
    bool, typer.Option("--accept-duplicate", help="It may come twice, and that is better than not at all.")
]


class Answer(StrEnum):
    DELIVERED = "delivered"
    NOT_DELIVERED = "not-delivered"


def retry(entry: EntryId, reason: Reason, dry_run: DryRun = False) -> None:
    """Queues again what surely never arrived (dead, expired), or tries now what waits for its time."""
    wanted = request(reason)
    _report(with_app(lambda app: app.use.outbox_operations.retry(entry, wanted, dry_run=dry_run)), dry_run=dry_run)


def resend(entry: EntryId, reason: Reason, accept_duplicate: AcceptDuplicate = False, dry_run: DryRun = False) -> None:
    """Sends an unconfirmed message once more, marked as a repeat."""
    wanted = request(reason)

    async def work(app: App) -> EntryChange:
        return await app.use.outbox_operations.resend(entry, wanted, accept_duplicate=accept_duplicate, dry_run=dry_run)

    _report(with_app(work), dry_run=dry_run)


def resolve(
    entry: EntryId,
    answer: Annotated[Answer, typer.Option("--as", help="What you have found out.")],
    reason: Reason,
    dry_run: DryRun = False,
) -> None:
    """Says of an unconfirmed message whether it arrived: it becomes sent, or dead."""
    wanted, delivered = request(reason), answer is Answer.DELIVERED

    async def work(app: App) -> EntryChange:
        return await app.use.outbox_operations.resolve(entry, wanted, delivered=delivered, dry_run=dry_run)

    _report(with_app(work), dry_run=dry_run)


def discard(entry: EntryId, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Gives up a message that waits, or is unconfirmed: it is not sent (again)."""
    wanted = request(reason)

    def change(*, dry_run: bool) -> EntryChange:
        return with_app(lambda app: app.use.outbox_operations.discard(entry, wanted, dry_run=dry_run))

    deliberately(change, _report, "Give it up for good?", dry_run=dry_run, yes=yes)


def _report(changed: EntryChange, *, dry_run: bool) -> None:
    before, after = changed.before, changed.after
    mark = ", marked as a repeat" if after.may_duplicate and not after.settled_at else ""
    verb = "would go" if dry_run else "went"
    say(f"Entry {before.id} ({before.content.kind}) {verb} from {before.state} to {after.state}{mark}.")
