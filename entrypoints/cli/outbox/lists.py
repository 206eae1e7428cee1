"""``leadbell outbox list``, ``show`` and ``actions``: messages, their attempts, and the trail of operators."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from application.delivery.entry import Entry, EntryKind, EntryState
from application.operations.outbox_listing import EntryHistory, OutboxQueries
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from entrypoints.cli.arguments import AsJson, Limit, OfBot, instant, lead_id_argument
from entrypoints.cli.database import with_database
from entrypoints.cli.outbox.operations import EntryId
from entrypoints.cli.output import columns_of, plain, print_json, say, show_one, show_rows, with_bot

COLUMNS = ("entry_id", "kind", "state", "chat_id", "reminder_id", "generation", "attempts", "created_at", "reason")
ATTEMPTS = ("number", "leased_at", "ended_at", "verdict", "counted", "reason")
ACTIONS = ("at", "actor", "command", "entry_id", "details", "reason")

State = Annotated[EntryState | None, typer.Option(help="Only messages in this state.")]
Kind = Annotated[EntryKind | None, typer.Option(help="Only messages of this kind.")]
Chat = Annotated[int | None, typer.Option(min=-(2**63), max=2**63 - 1, help="Only messages for this chat.")]
Lead = Annotated[str | None, typer.Option(help="Only messages about this lead.")]
Since = Annotated[str | None, typer.Option(help="Queued at this moment or later.")]
Before = Annotated[str | None, typer.Option(help="Queued before this moment.")]


def list_entries(
    *,
    state: State = None,
    kind: Kind = None,
    chat: Chat = None,
    lead: Lead = None,
    bot: OfBot = None,
    since: Since = None,
    before: Before = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """List messages, the newest first. Moments are ISO 8601; without an offset they are UTC."""
    wanted = EntryFilter(
        state=state,
        kind=kind,
        chat_id=chat,
        lead_id=lead_id_argument(lead) if lead else None,
        since=instant(since) if since else None,
        before=instant(before) if before else None,
    )

    async def work(db: Transactions) -> tuple[Sequence[Entry], Mapping[EntryState, int]]:
        return await OutboxQueries(db).select(wanted, limit=limit), await OutboxQueries(db).count_by_state()

    entries, counts = with_database(work, bot_id=bot)
    rows = [_view(entry) for entry in entries]
    show_rows(rows, with_bot(COLUMNS, rows), as_json=as_json, empty="No entries.")
    if counts and not as_json:
        say("\n" + ", ".join(f"{count} {counted}" for counted, count in sorted(counts.items())))


def show_entry(entry: EntryId, as_json: AsJson = False) -> None:
    """Show one message with its frozen text, its attempts and their outcomes, and the actions of operators on it."""
    found = with_database(lambda db: OutboxQueries(db).history(entry))
    view = {**_view(found.entry), "text": found.goes_out_as.text}
    if as_json:
        print_json(plain({**view, "attempt_log": found.attempts, "actions": found.actions}))
        return
    show_one(view, as_json=False)
    _show_history(found)


def list_actions(
    entry: Annotated[int | None, typer.Option(min=1, max=2**63 - 1, help="Only actions on this entry.")] = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """List the changes that operators made, and why. The newest first."""
    found = with_database(lambda db: OutboxQueries(db).actions(entry_id=entry, limit=limit))
    show_rows([columns_of(one, ACTIONS) for one in found], ACTIONS, as_json=as_json, empty="No actions.")


def _show_history(found: EntryHistory) -> None:
    if found.attempts:
        say("\nAttempts:")
        show_rows([columns_of(one, ATTEMPTS) for one in found.attempts], ATTEMPTS, as_json=False, empty="")
    if found.actions:
        say("\nActions of operators:")
        show_rows([columns_of(one, ACTIONS) for one in found.actions], ACTIONS, as_json=False, empty="")


def _view(entry: Entry) -> dict[str, object]:
    content = entry.content
    return {
        "entry_id": entry.id,
        "bot_id": entry.bot_id,
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
