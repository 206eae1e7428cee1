"""``leadbell outbox retry``, ``resend``, ``resolve`` and ``discard``: an operator's changes to a single message."""

from enum import StrEnum
from typing import Annotated

import typer

from application.operations.outbox import EntryChange
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, confirmed, request

EntryId = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="The entry's id.")]
AcceptDuplicate = Annotated[
    bool, typer.Option("--accept-duplicate", help="Accept that the message may come twice: better than not at all.")
]


class Answer(StrEnum):
    DELIVERED = "delivered"
    NOT_DELIVERED = "not-delivered"


def retry(entry: EntryId, reason: Reason, dry_run: DryRun = False) -> None:
    """Queue a message that never arrived (dead, expired) again, or try a queued one now instead of at its time."""
    wanted = request(reason)
    _report(with_app(lambda app: app.use.outbox_operations.retry(entry, wanted, dry_run=dry_run)), dry_run=dry_run)


def resend(entry: EntryId, reason: Reason, accept_duplicate: AcceptDuplicate = False, dry_run: DryRun = False) -> None:
    """Send an unconfirmed message once more, marked as a repeat."""
    wanted = request(reason)

    async def work(app: App) -> EntryChange:
        return await app.use.outbox_operations.resend(entry, wanted, accept_duplicate=accept_duplicate, dry_run=dry_run)

    _report(with_app(work), dry_run=dry_run)


def resolve(
    entry: EntryId,
    answer: Annotated[Answer, typer.Option("--as", help="Whether the message arrived.")],
    reason: Reason,
    dry_run: DryRun = False,
) -> None:
    """Record whether an unconfirmed message arrived: it becomes sent, or dead."""
    wanted, delivered = request(reason), answer is Answer.DELIVERED

    async def work(app: App) -> EntryChange:
        return await app.use.outbox_operations.resolve(entry, wanted, delivered=delivered, dry_run=dry_run)

    _report(with_app(work), dry_run=dry_run)


def discard(entry: EntryId, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Give up a message that waits or is unconfirmed: it is not sent (again)."""
    wanted = request(reason)

    def change(*, dry_run: bool) -> EntryChange:
        return with_app(lambda app: app.use.outbox_operations.discard(entry, wanted, dry_run=dry_run))

    confirmed(change, _report, "Give it up for good?", dry_run=dry_run, yes=yes)


def _report(changed: EntryChange, *, dry_run: bool) -> None:
    before, after = changed.before, changed.after
    mark = ", marked as a repeat" if after.may_duplicate and not after.settled_at else ""
    verb = "would go" if dry_run else "went"
    say(f"Entry {before.id} ({before.content.kind}) {verb} from {before.state} to {after.state}{mark}.")
