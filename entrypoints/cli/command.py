"""The tree of commands, and what an error looks like: one line that says what to do, and an exit code.

Exit codes: 0 fine, 1 a finding, a difference or a database file that is gone, 2 usage or configuration.

Only the command that was typed is imported: of the others a name and a line of help are enough.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from application.errors import ApplicationError, DatabaseGone
from domain.errors import DomainError
from entrypoints.cli.output import print_json, say
from entrypoints.settings_problem import SettingsProblem

COMMANDS: Mapping[str, tuple[str, str]] = {
    "run": (
        "running:run",
        "The bot and the worker in one program. Needs LEADBELL_TELEGRAM_TOKEN; try `leadbell sandbox` without one.",
    ),
    "worker": ("running:worker", "Claim and send what is due, without listening: beside `run`, on PostgreSQL."),
    "sandbox": (
        "running:sandbox",
        "The whole program without a token: a chat page in your browser instead of Telegram.",
    ),
    "health": (
        "health:health",
        "How Leadbell does, what is wrong and what to do about it. Exits 1 with a finding; a warning is none.",
    ),
    "invite": (
        "invitations.invite:invite",
        "Print a link that lets a person in: who opens it and presses Start may use the bot.",
    ),
    "stats": ("stats:stats", "Leads, replies and steps by owner and playbook. Few leads have no percentage."),
}
"""Place and line of help; a test holds the line equal to the command's own."""

GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "db": (
        "The database: bring its tables up to date, check it, back it up.",
        {
            "upgrade": "upgrade:upgrade",
            "check": "check:check",
            "backup": "backups:backup",
            "restore": "backups:restore",
        },
    ),
    "leads": (
        "The leads of all owners.",
        {"list": "lists:list_leads", "show": "lists:show_lead"}
        | {"reschedule": "reschedule:reschedule", "erase": "erase:erase"},
    ),
    "accounts": (
        "The owners and their settings.",
        {"list": "lists:list_accounts", "show": "lists:show_account"}
        | {"block": "blocking:block", "unblock": "blocking:unblock"},
    ),
    "invitations": (
        "Invitations to use the bot; `leadbell invite` makes one.",
        {"list": "lists:list_invitations", "revoke": "lists:revoke"},
    ),
    "projections": (
        "The read models: how far they are, computed anew, compared with the log.",
        {"status": "status:status", "list": "status:list_projections"}
        | {"rebuild": "rebuild:rebuild", "verify": "verify:verify"},
    ),
    "audit": (
        "The log: what happened, and what the state was.",
        {"log": "log:show_log", "export": "export:export", "verify": "verify:verify"}
        | {"seal": "seal:seal", "state": "state:show_state_at", "why": "why:why"},
    ),
    "inbox": (
        "Updates: what people sent, as far as it could not be handled.",
        {"list": "lists:list_updates", "show": "lists:show_update"}
        | {"retry": "operations:retry", "discard": "operations:discard"},
    ),
    "outbox": (
        "Messages: which ones wait to be sent, and how the others ended.",
        {"list": "lists:list_entries", "show": "lists:show_entry", "actions": "lists:list_actions"}
        | {"retry": "operations:retry", "resolve": "operations:resolve", "resend": "operations:resend"}
        | {"discard": "operations:discard", "fence": "upkeep:fence", "prune": "upkeep:prune"},
    ),
    "relay": (
        "The relay: whether messages go out, how to stop them and let them go on.",
        {"status": "status:status", "pause": "pauses:pause", "resume": "pauses:resume"},
    ),
}
"""Line of help, and the places of the commands in the package of that name."""


def command_tree(typed: Sequence[str] | None = None) -> typer.Typer:
    """Import the command that is ``typed``, or the group; of all others keep name and help. Import all for None."""
    first, second = [*(typed or ()), "", ""][:2]
    cli = typer.Typer(
        name="leadbell",
        help="Keeps the follow-ups of people who sell: a lead for each note, a plan, and each reminder once.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, (place, line) in COMMANDS.items():
        cli.command(name, help=line)(_imported(place) if typed is None or name == first else _not_imported)
    for name, (line, places) in GROUPS.items():
        group = typer.Typer(name=name, help=line, no_args_is_help=True)
        for below, place in places.items():
            is_wanted = typed is None or (name == first and (below == second or second not in places))
            group.command(below)(_imported(f"{name}.{place}") if is_wanted else _not_imported)
        cli.add_typer(group)
    return cli


def typed_tree() -> typer.Typer:
    return command_tree([word for word in sys.argv[1:] if not word.startswith("-")])


def run(tree: typer.Typer) -> None:
    try:
        sys.exit(tree(standalone_mode=False))
    except DatabaseGone as gone:
        _fail(str(gone), 1)
    except TyperException as error:
        _fail(_usage_problem(error), error.exit_code)
    except (SettingsProblem, ApplicationError, DomainError) as error:
        _fail(str(error), 2)


def _usage_problem(error: TyperException) -> str:
    """Empty when the help was printed instead."""
    context, problem = getattr(error, "ctx", None), " ".join(error.format_message().split()).rstrip(".")
    problem = problem.replace("Value error, ", "")
    return f"{problem}; see `{context.command_path} --help`" if problem and context else problem


def _fail(problem: str, code: int) -> NoReturn:
    """A program that asked for JSON reads the problem on the standard output."""
    if problem:
        say(f"leadbell: {problem}", err=True)
    if "--json" in sys.argv:
        print_json({"error": problem})
    sys.exit(code)


def _imported(place: str) -> Callable[..., None]:
    module, _, name = place.partition(":")
    function: Callable[..., None] = getattr(import_module(f"entrypoints.cli.{module}"), name)
    return function


def _not_imported() -> None:
    """A command that was not typed."""
