"""The way in: both ports of Telegram for one bot.

They share a session: every call has a connection of its own, so a long poll blocks no other call.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot

from adapters.telegram.messenger import TelegramMessenger
from adapters.telegram.server_date import Hear, no_listener
from adapters.telegram.session import WatchedSession
from adapters.telegram.updates import TelegramUpdates
from application.errors import MessengerStopped
from application.ports.clock import Clock

TOKEN = re.compile(r"(?P<bot_id>[0-9]{1,15}):[A-Za-z0-9_-]+")
"""Stricter than aiogram, for a token is part of every address."""


@dataclass(frozen=True, slots=True)
class Telegram:
    bot_id: int
    messenger: TelegramMessenger
    updates: TelegramUpdates


@asynccontextmanager
async def open_telegram(
    *,
    token: str,
    api_url: str | None,
    request_timeout: timedelta,
    clock: Clock,
    hear: Hear = no_listener,
) -> AsyncIterator[Telegram]:
    """``api_url`` is that of another Bot API server, as ``http://localhost:8081``; None is Telegram's own. ``hear`` is
    told the time that each answer bears.

    Send no request yet. Raise ``MessengerStopped`` for a malformed token.
    """
    bot_id = _bot_id(token)
    async with WatchedSession(api_url=api_url, request_timeout=request_timeout, hear=hear, clock=clock) as session:
        bot = Bot(token, session=session)
        updates = TelegramUpdates(bot, clock=clock, request_timeout=request_timeout)
        yield Telegram(bot_id=bot_id, messenger=TelegramMessenger(bot, clock), updates=updates)


def _bot_id(token: str) -> int:
    if match := TOKEN.fullmatch(token):
        return int(match["bot_id"])
    raise MessengerStopped(
        "the bot token is malformed: set LEADBELL_TELEGRAM_TOKEN to what @BotFather shows, as 123456789:AAF5x…"
    )
