"""All commands together, and what an error looks like: one line that says what to do, and an exit code.

Exit codes: 0 fine, 1 a finding or difference, 2 usage or configuration.

Only the command that is asked for is imported: the others are names with a line of help.
"""

import sys
from collections.abc import Mapping
from importlib import import_module

import typer
from rich.console import Console

from application.errors import ApplicationError
from domain.errors import DomainError
from entrypoints.settings_problem import SettingsProblem

COMMANDS: Mapping[str, tuple[str, str]] = {
    "run": (
        "entrypoints.cli.running:run",
        "The bot and the worker in one program. Needs LEADBELL_TELEGRAM_TOKEN; try `leadbell sandbox` without one.",
    ),
    "worker": (
        "entrypoints.cli.running:worker",
        "Claims and sends what is due, without listening: beside `run`, on PostgreSQL.",
    ),
    "sandbox": (
        "entrypoints.cli.running:sandbox",
        "The whole program without a token: a chat page in your browser instead of Telegram.",
    ),
    "health": (
        "entrypoints.cli.health:health",
        "How it does, what is wrong and what to do about it. Exits 1 with a finding.",
    ),
    "stats": (
        "entrypoints.cli.stats:stats",
        "Leads, replies and steps by owner and playbook. Of few leads there is no percentage.",
    ),
    "db": (
        "entrypoints.cli.db.commands:cli",
        "The database: bring its tables up to date, check it, back it up.",
    ),
    "leads": ("entrypoints.cli.leads.commands:cli", "The leads of all owners."),
    "accounts": ("entrypoints.cli.accounts:cli", "The owners and their settings."),
    "projections": (
        "entrypoints.cli.projections.commands:cli",
        "The read models: where they are, computed anew, compared with the log.",
    ),
    "audit": ("entrypoints.cli.audit.commands:cli", "The log: what happened, and what the state was."),
    "outbox": (
        "entrypoints.cli.outbox.commands:cli",
        "Messages: what waits to be sent, and what became of it.",
    ),
    "relay": (
        "entrypoints.cli.relay.commands:cli",
        "The relay: whether messages go out, how to stop them and let them go on.",
    ),
}
"""Where each stands, and its line of help; a test holds the line equal to the command's own."""


def command_tree(wanted: str | None = None) -> typer.Typer:
    """Of ``wanted`` the command itself, of the others their names and help; without it, all of them."""
    cli = typer.Typer(
        name="leadbell",
        help="Keeps the follow-ups of people who sell: a lead for each note, a plan, and each reminder once.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, (place, words) in COMMANDS.items():
        if wanted in (None, name):
            _add(cli, name, place)
        else:
            cli.command(name, help=words)(_not_imported)
    return cli


def main() -> None:
    asked = [word for word in sys.argv[1:] if not word.startswith("-")]
    try:
        command_tree(asked[0] if asked else "")()
    except (SettingsProblem, ApplicationError, DomainError) as error:
        Console(stderr=True).print(f"leadbell: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)


def _add(cli: typer.Typer, name: str, place: str) -> None:
    module, _, attribute = place.partition(":")
    command = getattr(import_module(module), attribute)
    if isinstance(command, typer.Typer):
        cli.add_typer(command, name=name)
    else:
        cli.command(name)(command)


def _not_imported() -> None:
    """A command that was not asked for."""
