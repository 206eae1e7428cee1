"""The ``Updates`` port: our own long polling, since aiogram's confirms updates before they are stored."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from aiogram import Bot
from aiogram.methods import GetMe, SetMyCommands, TelegramMethod
from aiogram.types import BotCommand

from adapters.telegram.asking import NotAnswered, ask
from adapters.telegram.inbound import WITHOUT_ID, inbound_update
from adapters.telegram.outage import Outage
from application.delivery.outcome import Rejected, Throttled
from application.errors import MessengerStopped
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate

log = logging.getLogger(__name__)

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
RETRY_COMMANDS_AFTER = timedelta(minutes=1)
BEFORE_THE_SAME_AGAIN = timedelta(seconds=1)


class GetRawUpdates(TelegramMethod[list[Any]]):
    """Updates as they came. With aiogram's ``Update`` a part that it cannot read would block the whole batch for ever,
    and its names would be stored instead of Telegram's."""

    __returning__ = list[Any]
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

    async def bot_name(self) -> str:
        """Empty when Telegram does not say it now. Raise ``MessengerStopped``."""
        try:
            return (await ask(self._bot, GetMe(), within=self._request_timeout)).username or ""
        except NotAnswered:
            return ""

    async def ask_time(self) -> None:
        """Any answer will do: it bears the time. Raise nothing."""
        try:
            await ask(self._bot, GetMe(), within=self._request_timeout)
        except (NotAnswered, MessengerStopped):
            return

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate] | None:
        question = GetRawUpdates(
            offset=None if after is None else after + 1, timeout=int(wait.total_seconds()), allowed_updates=WANTED
        )
        try:
            updates = await ask(self._bot, question, within=wait + self._request_timeout)
        except NotAnswered as silence:
            await self._outage.wait_out(silence)
            return None
        inbound = sorted((inbound_update(update, self._bot.id) for update in updates), key=attrgetter("update_id"))
        self._outage.note_end()
        if inbound and inbound[-1].update_id == WITHOUT_ID:  # they cannot be confirmed, and would come again at once
            await self._clock.sleep(BEFORE_THE_SAME_AGAIN)
        await self._set_commands()
        return inbound

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
