"""A room as one JSON object and back, so that a restarted sandbox goes on where it stopped."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.files import StoredFile
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.bot_api.store.store import Store

FORMAT = 1


class UnknownSnapshot(ValueError):
    """The file was written by another version of the sandbox; moving it away starts an empty room."""


def snapshot(store: Store) -> dict[str, object]:
    return {
        "format": FORMAT,
        "next_message_id": store.chats.next_message_id,
        "next_update_id": store.updates.next_id,
        "allowed_updates": store.updates.allowed,
        "pending_updates": [update for _, update in store.updates.pending],
        "chats": [_chat_fields(chat) for chat in store.chats],
        "commands": list(store.commands),
        "files": [asdict(file) for file in store.files],
    }


def restore(store: Store, kept: Mapping[str, Any]) -> None:
    """Fill an empty store. Raises ``UnknownSnapshot``."""
    if kept.get("format") != FORMAT:
        raise UnknownSnapshot(f"a sandbox file of format {kept.get('format')}, but this one reads {FORMAT}")
    store.chats.next_message_id = kept["next_message_id"]
    store.updates.next_id = kept["next_update_id"]
    store.updates.allowed = kept["allowed_updates"]
    store.updates.pending = [(update["update_id"], update) for update in kept["pending_updates"]]
    for fields in kept["chats"]:
        store.chats.add(_chat(fields))
    for scope, language, commands in kept["commands"]:
        store.commands.put(commands, scope=scope, language=language)
    for fields in kept["files"]:
        store.files.know(StoredFile(**fields))


def _chat_fields(chat: Chat) -> dict[str, object]:
    return {**asdict(chat), "messages": [asdict(message) for message in chat.messages.values()]}


def _chat(fields: Mapping[str, Any]) -> Chat:
    messages = {row["message_id"]: Message(**row) for row in fields["messages"]}
    return Chat(Profile(**fields["person"]), fields["has_started"], fields["is_blocked"], messages)
