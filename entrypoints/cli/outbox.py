"""``leadbell outbox``: what waits to be sent and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from application.delivery import Entry, EntryState
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, Limit, with_app
from entrypoints.cli.output import say, show_one, show_rows

cli = typer.Typer(help="Messages: what waits to be sent, and what became of it.", no_args_is_help=True)

COLUMNS = ("id", "kind", "state", "chat_id", "reminder_id", "generation", "attempts", "created_at", "reason")


@cli.command("list")
def list_entries(
    state: Annotated[EntryState | None, typer.Option(help="Only those in this state.")] = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """The newest first."""

    async def work(app: App) -> tuple[Sequence[Entry], Mapping[EntryState, int]]:
        return await app.outbox.select(state=state, limit=limit), await app.outbox.count_by_state()

    entries, counts = with_app(work)
    show_rows([_view(entry) for entry in entries], COLUMNS, as_json=as_json, empty="No entries.")
    if counts and not as_json:
        say("\n" + ", ".join(f"{count} {counted}" for counted, count in sorted(counts.items())))


@cli.command("show")
def show_entry(
    entry: Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="The entry's id.")], as_json: AsJson = False
) -> None:
    """One entry with its frozen text."""
    found = with_app(lambda app: app.outbox.get(entry))
    show_one({**_view(found), "text": found.content.message.text}, as_json=as_json)


def _view(entry: Entry) -> dict[str, object]:
    content = entry.content
    return {
        "id": entry.id,
        "kind": content.kind,
        "state": entry.state,
        "chat_id": content.chat_id,
        "lead_id": content.lead_id,
        "reminder_id": str(content.reminder_id) if content.reminder_id else None,
        "generation": content.generation,
        "edits": content.edits,
        "attempts": entry.attempts,
        "created_at": entry.created_at,
        "not_before": entry.not_before,
        "settled_at": entry.settled_at,
        "message_id": entry.message_id,
        "may_duplicate": entry.may_duplicate,
        "reason": entry.reason,
    }
