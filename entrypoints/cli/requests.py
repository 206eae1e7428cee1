"""Who asks for a change, why, and whether they mean it: what all commands that change delivery have in common."""

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
    """Of whoever runs this program. Raises ``ReasonRefused``."""
    return OperatorRequest(f"operator:{_name()}", reason)


def deliberately(change: Change[T], report: Report[T], question: str, *, dry_run: bool, yes: bool) -> T:
    """Does what cannot be undone only when somebody has seen what it would be, or says ``yes``.

    Raises ``typer.Exit`` with 1 when they do not want it after all, ``typer.BadParameter`` where nobody can be asked.
    """
    if not dry_run and not yes:
        _refuse_without_terminal()
    if dry_run or not yes:
        rehearsed = change(dry_run=True)
        report(rehearsed, dry_run=True)
        if dry_run:
            return rehearsed
        _ask(question)
    changed = change(dry_run=False)
    report(changed, dry_run=False)
    return changed


def _refuse_without_terminal() -> None:
    if not sys.stdin.isatty():
        raise typer.BadParameter("this cannot be undone, and there is no terminal to ask on: say --yes, or --dry-run")


def _ask(question: str) -> None:
    if not typer.confirm(question, err=True):
        typer.echo("Nothing was changed.", err=True)
        raise typer.Exit(1)


def _name() -> str:
    """Whatever the environment calls them, it must fit into the trail and not drive its readers' terminals."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"uid-{os.getuid()}"
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)[:LONGEST_NAME]
