"""``leadbell db``: the tables."""

import typer

from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, show_one

cli = typer.Typer(help="The database: bring its tables up to date, and check them.", no_args_is_help=True)


@cli.command("upgrade")
def upgrade(as_json: AsJson = False) -> None:
    """Makes the tables, or brings them up to this program."""
    show_one(plain(with_app(lambda app: app.upgrade(), ready=False, alone=True)), as_json=as_json)


@cli.command("check")
def check(as_json: AsJson = False) -> None:
    """Says whether the tables are this program's. Exits 1 when they are not."""

    async def work(app: App) -> dict[str, object]:
        schema = await app.schema()
        return {**plain(schema), "ready": schema.is_ready}

    found = with_app(work, ready=False)
    show_one(found, as_json=as_json)
    if not found["ready"]:
        raise typer.Exit(1)
