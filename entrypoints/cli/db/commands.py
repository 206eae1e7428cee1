"""``leadbell db``: the tables, and the database as a whole."""

import typer

from entrypoints.cli.db import backups as db_backups
from entrypoints.cli.db import check as db_check
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, show_one

cli = typer.Typer(help="The database: bring its tables up to date, check it, back it up.", no_args_is_help=True)


@cli.command("upgrade")
def upgrade(as_json: AsJson = False) -> None:
    """Makes the tables, or brings them up to this program."""
    show_one(plain(with_app(lambda app: app.upgrade(), ready=False, alone=True)), as_json=as_json)


cli.command("check")(db_check.check)
cli.command("backup")(db_backups.backup)
cli.command("restore")(db_backups.restore)
