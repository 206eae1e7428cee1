"""``leadbell stats``: how the leads of all owners are doing."""

from dataclasses import asdict
from typing import Annotated

import typer

from application.read_models.owner_statistics import PlaybookTally
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, OfBot
from entrypoints.cli.output import show_rows, with_bot

COLUMNS = (
    *("owner_id", "playbook", "leads", "replied", "reply_percent"),
    *("steps", "done", "skipped", "overdue"),
)

Owner = Annotated[int | None, typer.Option("--owner", help="Only this owner, by Telegram id.")]


def stats(owner: Owner = None, bot: OfBot = None, as_json: AsJson = False) -> None:
    """Leads, replies and steps by owner and playbook. Few leads have no percentage."""
    tallies = with_app(lambda app: app.of_bot(bot).statistics.for_operator(owner_id=owner))
    rows = [_view(one) for one in tallies]
    show_rows(rows, with_bot(COLUMNS, rows), as_json=as_json, empty="There are no leads with a plan yet.")


def _view(one: PlaybookTally) -> dict[str, object]:
    counts = {**asdict(one.tally), "reply_percent": one.tally.reply_percent}
    return {"bot_id": one.bot_id, "owner_id": one.owner_id, "playbook": one.playbook, **counts}
