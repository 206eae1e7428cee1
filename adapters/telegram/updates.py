"""The ``Updates`` port: our own long polling, since aiogram's confirms updates before they are stored."""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from aiogram import Bot
from aiogram.methods import GetMe, SetMyCommands, TelegramMethod
from aiogram.types import BotCommand
from pydantic import BaseModel, ConfigDict

from adapters.telegram.asking import NotAnswered, ask
from adapters.telegram.outage import Outage
from application.delivery.outcome import Rejected, Throttled
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate

log = logging.getLogger(__name__)

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_IDENTITY = 64
RETRY_COMMANDS_AFTER = timedelta(minutes=1)
CHAT_PATHS = (
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("callback_query", "message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
)
PERSON_PATHS = tuple((kind, "from", "id") for kind in WANTED)
IDENTITIES = (
    ("message", "message_id"),
    ("edited_message", "message_id", "edit_date"),
    ("callback_query", "id"),
    ("my_chat_member", "date"),
)
"""What an update of a kind brings is the same when its chat and these fields are."""


class RawUpdate(BaseModel):
    """An update as it came. With aiogram's ``Update`` one field that it cannot read would block the whole batch for
    ever, and its names would be stored instead of Telegram's."""

    model_config = ConfigDict(extra="allow")

    update_id: int


class GetRawUpdates(TelegramMethod[list[RawUpdate]]):
    __returning__ = list[RawUpdate]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


class TelegramUpdates:
    """``request_timeout`` is for calls that do not poll."""

    def __init__(self, bot: Bot, *, clock: Clock, request_timeout: timedelta) -> None:
        self._bot = bot
        self._clock = clock
        self._request_timeout = request_timeout
        self._outage = Outage(clock)
        self._unset_commands: list[BotCommand] = []
        self._set_commands_at: datetime | None = None

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        """When Telegram cannot be reached, the commands of the menu are set after the first updates."""
        self._unset_commands = [BotCommand(command=name, description=description) for name, description in commands]
        try:
            await ask(self._bot, GetMe(), within=self._request_timeout)
        except NotAnswered as silence:
            self._outage.note(silence)
        else:
            await self._set_commands()

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate]:
        question = GetRawUpdates(
            offset=None if after is None else after + 1, timeout=int(wait.total_seconds()), allowed_updates=WANTED
        )
        try:
            updates = await ask(self._bot, question, within=wait + self._request_timeout)
        except NotAnswered as silence:
            await self._outage.wait_out(silence)
            return []
        self._outage.note_end()
        await self._set_commands()
        return [self._inbound(update) for update in sorted(updates, key=lambda update: update.update_id)]

    async def _set_commands(self) -> None:
        if not self._unset_commands or (
            self._set_commands_at is not None and self._clock.now() < self._set_commands_at
        ):
            return
        try:
            await ask(self._bot, SetMyCommands(commands=self._unset_commands), within=self._request_timeout)
        except NotAnswered as refusal:
            self._put_off_commands(refusal)
        else:
            self._unset_commands = []

    def _put_off_commands(self, refusal: NotAnswered) -> None:
        """The bot works without its menu, so this stops nothing."""
        log.warning("Telegram did not take the commands for its menu", extra={"problem": refusal.problem})
        pause = refusal.outcome.retry_after if isinstance(refusal.outcome, Throttled) else RETRY_COMMANDS_AFTER
        self._set_commands_at = self._clock.now() + pause
        if isinstance(refusal.outcome, Rejected):
            self._unset_commands = []

    def _inbound(self, update: RawUpdate) -> InboundUpdate:
        raw = update.model_dump()
        chat_id, payload = _first_id(raw, CHAT_PATHS), json.dumps(raw)
        return InboundUpdate(
            bot_id=self._bot.id,
            update_id=update.update_id,
            chat_id=chat_id,
            payload=payload,
            identity=_identity(raw, chat_id) or sha256(payload.encode()).hexdigest()[:16],
            person_id=_first_id(raw, PERSON_PATHS),
            is_press="callback_query" in raw,
        )


def _identity(update: Mapping[str, object], chat_id: int | None) -> str:
    """Empty when it does not say, or at a length that no column takes."""
    for kind, *fields in IDENTITIES:
        content = update.get(kind)
        if isinstance(content, Mapping) and all(isinstance(content.get(name), int | str) for name in fields):
            named = "-".join([kind[0], str(chat_id), *(str(content[name]) for name in fields)])
            return named if len(named) <= LONGEST_IDENTITY else ""
    return ""


def _first_id(update: Mapping[str, object], paths: Sequence[Sequence[str]]) -> int | None:
    for path in paths:
        found = _at(update, path)
        if isinstance(found, int):
            return found
    return None


def _at(value: object, path: Sequence[str]) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
