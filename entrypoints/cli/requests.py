"""Options of commands that change something: who asks for it, why, and whether it is meant."""

import getpass
import os
import sys
from typing import Annotated, Protocol, TypeVar

import typer

from application.operator_request import OperatorRequest

Reason = Annotated[str, typer.Option("--reason", help="Why: kept with your name in the trail (`outbox actions`).")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; without it, answering no exits 1.")]

LONGEST_NAME = 60

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)


class Change(Protocol[T_co]):
    def __call__(self, *, dry_run: bool) -> T_co: ...


class Report(Protocol[T_contra]):
    def __call__(self, changed: T_contra, *, dry_run: bool) -> None: ...


def request(reason: str) -> OperatorRequest:
    """Made by the user of this process. Raise ``ReasonRefused``."""
    return OperatorRequest(f"operator:{_name()}", reason)


def confirmed(change: Change[T], report: Report[T], question: str, *, dry_run: bool, yes: bool) -> T:
    """Make a change that cannot be undone, after a dry run, its report and a question; without them for ``yes``.

    The dry run comes first, so that a change that cannot be made is refused before anything is asked.
    Raise ``typer.Exit`` with 1 when the answer is no, ``typer.BadParameter`` when there is no terminal to ask on.
    """
    if dry_run or not yes:
        planned = change(dry_run=True)
        if not dry_run and not sys.stdin.isatty():
            raise typer.BadParameter(
                "this cannot be undone, and there is no terminal to ask on: add --yes or --dry-run"
            )
        report(planned, dry_run=True)
        if dry_run:
            return planned
        if not typer.confirm(question, err=True):
            typer.echo("Nothing was changed.", err=True)
            raise typer.Exit(1)
    changed = change(dry_run=False)
    report(changed, dry_run=False)
    return changed


def _name() -> str:
    """Cut to fit into the trail, and without characters that would drive its readers' terminals."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"uid-{os.getuid()}"
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)[:LONGEST_NAME]
