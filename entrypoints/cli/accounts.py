"""``leadbell accounts``: who uses the bot, and how they want to be reminded, for the operator."""

from dataclasses import fields
from typing import Annotated

import typer

from application.read_models.accounts import AccountRow, account_rows
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, Limit, with_app
from entrypoints.cli.output import RowView, show_one, show_rows

cli = typer.Typer(help="The owners and their settings.", no_args_is_help=True)

COLUMNS = (
    "owner_id",
    "zone",
    "zone_confirmed_at",
    "send_time",
    "quiet_hours",
    "working_days",
    "holiday_country",
    "language",
    "follow_ups",
    "paused_until",
    "unreachable_since",
)


@cli.command("list")
def list_accounts(as_json: AsJson = False, limit: Limit = 1000) -> None:
    """In the order in which they came."""
    rows = with_app(lambda app: app.use.accounts.list_all(limit=limit))
    show_rows([_view(row) for row in rows], COLUMNS, as_json=as_json, empty="There are no accounts yet.")


@cli.command("show")
def show_account(
    owner: Annotated[int, typer.Argument(help="The owner's Telegram id.")], as_json: AsJson = False
) -> None:
    """One owner with their settings, and what time it is for them."""
    view = with_app(lambda app: _shown(app, owner))
    if view is None:
        raise typer.BadParameter(f"owner {owner} has no account; `leadbell accounts list` shows them")
    show_one(view, as_json=as_json)


async def _shown(app: App, owner_id: int) -> RowView | None:
    found = await app.use.accounts.show(owner_id)
    if found.state is None:
        return None
    [row] = account_rows(found.state)
    return {**_view(row), "local_time": found.clock.shows(app.clock.now())}


def _view(row: AccountRow) -> dict[str, object]:
    view = {field.name: getattr(row, field.name) for field in fields(row)}
    return {**view, "paused_until": row.paused_until or None, "holiday_country": row.holiday_country or None}
