"""``leadbell inbox retry`` and ``discard``: an operator's changes to updates that failed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.ports.inbox import KeptUpdate
from entrypoints.cli.app import with_app
from entrypoints.cli.inbox.lists import Number
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, Yes, confirmed, request

Numbers = Annotated[list[int] | None, typer.Argument(help="Their numbers, as `inbox list` shows them.")]
AllFailed = Annotated[bool, typer.Option("--all-failed", help="All updates that failed.")]


def retry(reason: Reason, numbers: Numbers = None, all_failed: AllFailed = False, dry_run: DryRun = False) -> None:
    """Let updates that failed be handled once more, by the program that runs; the person gets the answer then."""
    wanted = request(reason)
    if bool(numbers) is all_failed:
        raise typer.BadParameter("name updates by their numbers, or add --all-failed")
    if any(not 0 < number < 2**63 for number in numbers or ()):
        raise typer.BadParameter("a number of an update is from 1 on; `leadbell inbox list` shows them")
    retried = with_app(lambda app: app.use.inbox.retry(wanted, numbers or (), dry_run=dry_run))
    verb = "would wait" if dry_run else "waits" if len(retried) == 1 else "wait"
    say(f"{_named(retried)} {verb} to be handled once more." if retried else "No update has failed.")


def discard(number: Number, reason: Reason, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Give up an update that failed: its words are erased."""
    wanted = request(reason)

    def change(*, dry_run: bool) -> KeptUpdate:
        return with_app(lambda app: app.use.inbox.discard(wanted, number, dry_run=dry_run))

    confirmed(change, _report, "Erase its words for good?", dry_run=dry_run, yes=yes)


def _report(changed: KeptUpdate, *, dry_run: bool) -> None:
    say(f"Update {changed.id} {'would be' if dry_run else 'is'} given up.")


def _named(updates: Sequence[KeptUpdate]) -> str:
    numbers = ", ".join(str(one.id) for one in updates)
    return f"Update {numbers}" if len(updates) == 1 else f"Updates {numbers}"
