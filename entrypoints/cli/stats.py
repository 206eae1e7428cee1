"""``leadbell stats``: how everybody's leads are doing, for the operator."""

from dataclasses import asdict
from typing import Annotated

import typer

from application.read_models.owner_statistics import PlaybookTally
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import show_rows

COLUMNS = (
    *("owner_id", "playbook", "leads", "replied", "reply_percent"),
    *("steps", "done", "skipped", "overdue"),
)

Owner = Annotated[int | None, typer.Option("--owner", help="Of this owner only, by their Telegram id.")]


def stats(owner: Owner = None, as_json: AsJson = False) -> None:
    """Leads, replies and steps by owner and playbook. Of few leads there is no percentage."""
    tallies = with_app(lambda app: app.use.statistics.for_operator(owner_id=owner))
    show_rows([_view(one) for one in tallies], COLUMNS, as_json=as_json, empty="There are no leads with a plan yet.")


def _view(one: PlaybookTally) -> dict[str, object]:
    counts = {**asdict(one.tally), "reply_percent": one.tally.reply_percent}
    return {"owner_id": one.owner_id, "playbook": one.playbook, **counts}
