"""``leadbell relay status``: whether messages are being sent."""

from collections.abc import Sequence

import typer

from application.delivery.pause import RelayPause
from application.operations.relay import RelayStatus
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, OfBot
from entrypoints.cli.output import columns_of, plain, print_json, say, show_one, show_rows, with_bot

STORED = ("bot_id", "cause", "since", "until", "by", "reason")
PAUSES = ("cause", "in_force", "since", "until", "by", "reason")
UNREACHABLE = ("chat_id", "unreachable_since", "reason")


def status(bot: OfBot = None, as_json: AsJson = False) -> None:
    """Pauses, how sending goes, how many messages wait, and which chats cannot be reached. Exits 1 while paused."""
    found = with_app(lambda app: app.of_bot(bot).relay_operations.status())
    _print(found, as_json=as_json)
    if found.in_force:
        raise typer.Exit(1)


def _print(found: RelayStatus, *, as_json: bool) -> None:
    pauses = _views(found.in_force, in_force=True) + _views(found.over, in_force=False)
    facts: dict[str, object] = {
        "sends": not found.in_force,
        "unconfirmed_in_a_row": found.unconfirmed_in_a_row,
        "oldest_queued_at": found.oldest_queued_at,
    }
    entries = {state.value: count for state, count in sorted(found.entries.items())}
    if as_json:
        print_json(plain({**facts, "entries": entries, "pauses": pauses, "unreachable": found.unreachable}))
        return
    counts = ", ".join(f"{count} {state}" for state, count in entries.items())
    show_one({**facts, "entries": counts or None}, as_json=False)
    say("")
    show_rows(pauses, with_bot(PAUSES, pauses), as_json=False, empty="No pauses.")
    if found.unreachable:
        say("\nChats that cannot be reached; messages for them wait:")
        chats = [columns_of(one, ("bot_id", *UNREACHABLE)) for one in found.unreachable]
        show_rows(chats, with_bot(UNREACHABLE, chats), as_json=False, empty="")


def _views(pauses: Sequence[RelayPause], *, in_force: bool) -> list[dict[str, object]]:
    return [{**columns_of(one, STORED), "in_force": in_force} for one in pauses]
