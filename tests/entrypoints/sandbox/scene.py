"""The people, the token and the clock that the sandbox's tests share."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from aiohttp import ClientSession

from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.server import BotApiServer

TOKEN = "4242:sandbox-token"
ANNA = Profile(id=7, first_name="Anna", last_name="Nowak", username="anna", language_code="pl")
BORIS = Profile(id=8, first_name="Boris")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOON_UNIX = int(NOON.timestamp())


class HandClock:
    """Stands still until it is moved, for wall time and for monotonic seconds alike."""

    def __init__(self) -> None:
        self.passed = timedelta(0)

    def now(self) -> datetime:
        return NOON + self.passed

    def monotonic(self) -> float:
        return self.passed.total_seconds()

    def move(self, by: timedelta) -> None:
        self.passed += by


class PromptSession(AiohttpSession):
    """aiogram's own session; only its quarter of a second at closing is left out."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def a_bot(server: BotApiServer) -> Bot:
    return Bot(TOKEN, session=PromptSession(api=TelegramAPIServer.from_base(server.url)))


def a_button(text: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data)]])


async def complaint(http: ClientSession, method: str, **values: object) -> str:
    """Return the description with which the Bot API refuses the call, as a bad request."""
    async with http.post(f"/bot{TOKEN}/{method}", json=values) as answer:
        assert answer.status == 400
        return str((await answer.json())["description"])


def rows(keyboard: InlineKeyboardMarkup | None) -> list[list[tuple[str, str | None]]]:
    """Return the texts and actions of the buttons; aiogram's objects themselves differ by the bot they know."""
    if keyboard is None:
        return []
    return [[(button.text, button.callback_data or button.url) for button in row] for row in keyboard.inline_keyboard]


def marks(entities: list[MessageEntity] | None) -> list[tuple[str, int, int]]:
    return [(entity.type, entity.offset, entity.length) for entity in entities or []]


async def until(fact: Callable[[], bool]) -> None:
    """Let the other tasks run until ``fact`` holds. Fail after five seconds."""
    async with asyncio.timeout(5):
        while not fact():  # noqa: ASYNC110 - the fact is no event
            await asyncio.sleep(0)
