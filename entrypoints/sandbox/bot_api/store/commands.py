"""The bot's menu of commands, kept per scope and language and looked up in Telegram's order."""

import re
from collections.abc import Iterator, Mapping, Sequence

from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled

Command = dict[str, str]

SCOPES = ("all_private_chats", "default")
NAME = re.compile(r"[a-z0-9_]{1,32}")


class Commands:
    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], list[Command]] = {}

    def __iter__(self) -> Iterator[tuple[str, str, list[Command]]]:
        return ((scope, language, commands) for (scope, language), commands in self._lists.items())

    def put(self, commands: list[Command], *, scope: str, language: str) -> None:
        self._lists[scope, language] = commands

    def get(self, *, scope: str, language: str) -> list[Command]:
        return self._lists.get((scope, language), [])

    def for_person(self, language: str) -> list[Command]:
        """Return the first list that fits, the narrower scope and the person's own language first."""
        fitting = (self.get(scope=scope, language=spoken) for scope in SCOPES for spoken in (language, ""))
        return next((commands for commands in fitting if commands), [])


def command_scope(scope: Mapping[str, object] | None) -> str:
    """Raise ``Refusal`` for scopes that the sandbox has no chats for."""
    name = str((scope or {}).get("type", "default"))
    if name not in SCOPES:
        raise not_modelled(f"command scope {name}")
    return name


def command_list(raw_commands: Sequence[object]) -> list[Command]:
    """Raise ``Refusal``, in Telegram's words."""
    return [_command(raw) for raw in raw_commands]


def _command(raw: object) -> Command:
    if not isinstance(raw, Mapping):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(raw.get("command", "")).removeprefix("/"), str(raw.get("description", ""))
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
