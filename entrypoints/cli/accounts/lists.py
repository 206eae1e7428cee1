"""``leadbell accounts list`` and ``show``: the owners and how they want to be reminded."""

from dataclasses import asdict
from typing import Annotated

import typer

from application.read_models.accounts import AccountRow, account_rows
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, Limit, OfBot
from entrypoints.cli.bots import of_owner
from entrypoints.cli.output import RowView, show_one, show_rows, with_bot

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
    "admitted_at",
    "blocked_since",
)


def list_accounts(bot: OfBot = None, as_json: AsJson = False, limit: Limit = 1000) -> None:
    """List all owners, in the order in which they came."""
    rows = with_app(lambda app: app.of_bot(bot).accounts.list_all(limit=limit))
    views = [_view(row) for row in rows]
    show_rows(views, with_bot(COLUMNS, views), as_json=as_json, empty="There are no accounts yet.")


def show_account(
    owner: Annotated[int, typer.Argument(min=-(2**63), max=2**63 - 1, help="The owner's Telegram id.")],
    bot: OfBot = None,
    as_json: AsJson = False,
) -> None:
    """Show one owner with their settings and their present local time."""
    view = with_app(lambda app: _shown(app, owner, bot))
    if view is None:
        raise typer.BadParameter(f"owner {owner} has no account; `leadbell accounts list` shows them")
    show_one(view, as_json=as_json)


async def _shown(app: App, owner_id: int, bot_id: int | None) -> RowView | None:
    use = await of_owner(app, owner_id, bot_id)
    if use is None:
        return None
    found = await use.accounts.show(owner_id)
    if found.state is None:
        return None
    [row] = account_rows(found.state)
    return {**_view(row), "local_time": found.clock.shows(app.clock.now())}


def _view(row: AccountRow) -> dict[str, object]:
    return {**asdict(row), "paused_until": row.paused_until or None, "holiday_country": row.holiday_country or None}
