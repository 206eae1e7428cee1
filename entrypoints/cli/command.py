"""All commands together, and what an error looks like: one line that says what to do, and an exit code.

Exit codes: 0 fine, 1 a finding or difference, 2 usage or configuration.
"""

import sys

import typer
from rich.console import Console

from application.errors import ApplicationError
from domain.errors import DomainError
from entrypoints.cli import accounts, health, running, stats
from entrypoints.cli.audit import commands as audit
from entrypoints.cli.db import commands as db
from entrypoints.cli.leads import commands as leads
from entrypoints.cli.outbox import commands as outbox
from entrypoints.cli.projections import commands as projections
from entrypoints.cli.relay import commands as relay
from entrypoints.settings import SettingsProblem

cli = typer.Typer(
    name="leadbell",
    help="Keeps the follow-ups of people who sell: a lead for each note, a plan, and each reminder once.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.command("run")(running.run)
cli.command("worker")(running.worker)
cli.command("sandbox")(running.sandbox)
cli.command("health")(health.health)
cli.command("stats")(stats.stats)
cli.add_typer(db.cli, name="db")
cli.add_typer(leads.cli, name="leads")
cli.add_typer(accounts.cli, name="accounts")
cli.add_typer(projections.cli, name="projections")
cli.add_typer(audit.cli, name="audit")
cli.add_typer(outbox.cli, name="outbox")
cli.add_typer(relay.cli, name="relay")


def main() -> None:
    try:
        cli()
    except (SettingsProblem, ApplicationError, DomainError) as error:
        Console(stderr=True).print(f"leadbell: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)
