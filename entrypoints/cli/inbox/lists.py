"""``leadbell inbox list`` and ``show``: without what a person wrote, unless it is asked for."""

import json
from typing import Annotated

import typer

from application.inbox.fields import at
from application.ports.inbox import KeptUpdate, UpdateState
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, Limit, OfBot
from entrypoints.cli.output import show_one, show_rows, with_bot

COLUMNS = ("update_number", "state", "kind", "chat_id", "person_id", "received_at", "handled_at", "problem")

Number = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="The update's number, as `inbox list` shows it.")]
State = Annotated[UpdateState | None, typer.Option(help="Only updates in this state; without it failed ones.")]
Chat = Annotated[int | None, typer.Option(min=-(2**63), max=2**63 - 1, help="Only updates of this chat.")]
WithWords = Annotated[bool, typer.Option("--with-words", help="Show what was sent too: it is a person's.")]


def list_updates(
    state: State = UpdateState.FAILED,
    chat: Chat = None,
    bot: OfBot = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """List updates that could not be handled, or others by --state; the newest first."""
    found = with_app(lambda app: app.of_bot(bot).inbox.select(state=state, chat_id=chat, limit=limit))
    rows = [_view(one) for one in found]
    show_rows(rows, with_bot(COLUMNS, rows), as_json=as_json, empty=f"No {state or 'kept'} updates.")


def show_update(number: Number, with_words: WithWords = False, as_json: AsJson = False) -> None:
    """Show one update."""
    found = with_app(lambda app: app.use.inbox.get(number))
    words = {"payload": found.update.payload} if with_words else {}
    show_one({**_view(found), **words}, as_json=as_json)


def _view(kept: KeptUpdate) -> dict[str, object]:
    update = kept.update
    return {
        "update_number": kept.id,
        "bot_id": update.bot_id,
        "update_id": update.update_id,
        "state": kept.state.value,
        "kind": _kind(update.payload),
        "chat_id": update.chat_id,
        "person_id": update.person_id,
        "received_at": kept.kept_at,
        "handled_at": kept.handled_at,
        "problem": kept.problem or None,
    }


def _kind(payload: str) -> str | None:
    try:
        content = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    known = ("message", "edited_message", "callback_query", "my_chat_member")
    return next((kind for kind in known if at(content, kind) is not None), None)
