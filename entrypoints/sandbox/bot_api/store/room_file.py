"""A room on disk, so that neither a restart nor a crash loses an answered call."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.files import StoredFile
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.bot_api.store.store import Store
from entrypoints.sandbox.json_file import JsonFile

FORMAT = 1


class UnknownSnapshot(ValueError):
    """The file was written by another version of the sandbox; moving it away starts an empty room."""


class RoomFile:
    """Fills the store from the file. Raises ``UnknownSnapshot``."""

    def __init__(self, path: Path, store: Store) -> None:
        self._file = JsonFile(path)
        self._store = store
        self._kept_version = -1
        kept = self._file.read()
        if kept is not None:
            _restore(store, kept)

    def keep(self) -> None:
        """Write the room if it has changed since the last time."""
        version = self._store.changes.version
        if version != self._kept_version:
            self._file.write(_snapshot(self._store))
            self._kept_version = version


def _snapshot(store: Store) -> dict[str, object]:
    return {
        "format": FORMAT,
        "next_message_id": store.chats.next_message_id,
        "next_update_id": store.updates.next_id,
        "allowed_updates": store.updates.allowed,
        "pending_updates": store.updates.pending,
        "chats": [{**asdict(chat), "messages": [asdict(m) for m in chat.messages.values()]} for chat in store.chats],
        "commands": list(store.commands),
        "files": [asdict(file) for file in store.files],
    }


def _restore(store: Store, kept: Mapping[str, Any]) -> None:
    if kept.get("format") != FORMAT:
        raise UnknownSnapshot(f"a sandbox file of format {kept.get('format')}, but this one reads {FORMAT}")
    store.chats.next_message_id = kept["next_message_id"]
    store.updates.next_id = kept["next_update_id"]
    store.updates.allowed = kept["allowed_updates"]
    store.updates.pending = kept["pending_updates"]
    for fields in kept["chats"]:
        messages = {row["message_id"]: Message(**row) for row in fields["messages"]}
        store.chats.add(Chat(Profile(**fields["person"]), fields["has_started"], fields["is_blocked"], messages))
    for scope, language, commands in kept["commands"]:
        store.commands.put(commands, scope=scope, language=language)
    for fields in kept["files"]:
        store.files.know(StoredFile(**fields))
