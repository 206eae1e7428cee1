"""``leadbell outbox``: what waits to be sent and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from application.delivery.entry import Entry, EntryKind, EntryState
from application.operations.outbox_listing import EntryHistory
from application.ports.outbox import EntryFilter
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, Limit, instant, lead_id_argument, with_app
from entrypoints.cli.outbox import operations as outbox_operations
from entrypoints.cli.outbox import upkeep as outbox_upkeep
from entrypoints.cli.outbox.operations import EntryId
from entrypoints.cli.output import plain, print_json, say, show_one, show_rows

cli = typer.Typer(help="Messages: what waits to be sent, and what became of it.", no_args_is_help=True)

COLUMNS = ("id", "kind", "state", "chat_id", "reminder_id", "generation", "attempts", "created_at", "reason")
ATTEMPTS = ("number", "leased_at", "ended_at", "verdict", "counted", "reason")
ACTIONS = ("at", "actor", "command", "entry_id", "details", "reason")

State = Annotated[EntryState | None, typer.Option(help="Only those in this state.")]
Kind = Annotated[EntryKind | None, typer.Option(help="Only those of this kind.")]
Chat = Annotated[int | None, typer.Option(min=-(2**63), max=2**63 - 1, help="Only those for this chat.")]
Lead = Annotated[str | None, typer.Option(help="Only those about this lead.")]
Since = Annotated[str | None, typer.Option(help="Queued at that moment or later.")]
Before = Annotated[str | None, typer.Option(help="Queued before that moment.")]


@cli.command("list")
def list_entries(
    *,
    state: State = None,
    kind: Kind = None,
    chat: Chat = None,
    lead: Lead = None,
    since: Since = None,
    before: Before = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """The newest first. Moments are ISO 8601; without an offset they are UTC."""
    these = EntryFilter(
        state=state,
        kind=kind,
        chat_id=chat,
        lead_id=lead_id_argument(lead) if lead else None,
        since=instant(since) if since else None,
        before=instant(before) if before else None,
    )

    async def work(app: App) -> tuple[Sequence[Entry], Mapping[EntryState, int]]:
        return await app.use.outbox.select(these, limit=limit), await app.use.outbox.count_by_state()

    entries, counts = with_app(work)
    show_rows([_view(entry) for entry in entries], COLUMNS, as_json=as_json, empty="No entries.")
    if counts and not as_json:
        say("\n" + ", ".join(f"{count} {counted}" for counted, count in sorted(counts.items())))


@cli.command("show")
def show_entry(entry: EntryId, as_json: AsJson = False) -> None:
    """One entry with its frozen text, what its attempts came to, and what operators did to it."""
    found = with_app(lambda app: app.use.outbox.history(entry))
    view = {**_view(found.entry), "text": found.goes_out_as.text}
    if as_json:
        print_json(plain({**view, "attempt_log": found.attempts, "actions": found.actions}))
        return
    show_one(view, as_json=False)
    _show_what_was_done(found)


@cli.command("actions")
def actions(
    entry: Annotated[int | None, typer.Option(min=1, max=2**63 - 1, help="Only those on this entry.")] = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """What operators did to the outbox and the relay, and why. The newest first."""
    found = with_app(lambda app: app.use.outbox.actions(entry_id=entry, limit=limit))
    show_rows([_row(one, ACTIONS) for one in found], ACTIONS, as_json=as_json, empty="No actions.")


cli.command("retry")(outbox_operations.retry)
cli.command("resolve")(outbox_operations.resolve)
cli.command("resend")(outbox_operations.resend)
cli.command("discard")(outbox_operations.discard)
cli.command("fence")(outbox_upkeep.fence)
cli.command("prune")(outbox_upkeep.prune)


def _show_what_was_done(found: EntryHistory) -> None:
    if found.attempts:
        say("\nIts attempts:")
        show_rows([_row(one, ATTEMPTS) for one in found.attempts], ATTEMPTS, as_json=False, empty="")
    if found.actions:
        say("\nWhat operators did:")
        show_rows([_row(one, ACTIONS) for one in found.actions], ACTIONS, as_json=False, empty="")


def _row(value: object, columns: Sequence[str]) -> dict[str, object]:
    return {column: getattr(value, column) for column in columns}


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
