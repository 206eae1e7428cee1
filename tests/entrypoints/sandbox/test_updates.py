"""getUpdates: confirmed updates are gone, all others stay, and one poller at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.types import Update

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import until


async def texts(updates: Awaitable[list[Update]]) -> list[str | None]:
    return [update.message.text if update.message else None for update in await updates]


@pytest_asyncio.fixture(loop_scope="session")
async def poller(server: BotApiServer, bot: Bot) -> AsyncIterator[asyncio.Future[list[Update]]]:
    """A call of getUpdates that has arrived at the server and waits there."""
    call = asyncio.ensure_future(bot.get_updates(timeout=30))
    await until(lambda: server.room.store.updates.has_poller)
    yield call
    call.cancel()


async def test_updates_stay_until_they_are_confirmed(bot: Bot, anna: Person) -> None:
    anna.say("one")
    first = await bot.get_updates()

    again = await texts(bot.get_updates())
    rest = await texts(bot.get_updates(offset=first[0].update_id + 1))
    after = await texts(bot.get_updates(offset=first[1].update_id + 1))

    assert [again, rest, after] == [["/start", "one"], ["one"], []]


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, anna: Person) -> None:
    for text in ("one", "two", "three"):
        anna.say(text)

    newest = await texts(bot.get_updates(offset=-2))

    assert newest == ["two", "three"]
    assert await texts(bot.get_updates()) == ["two", "three"]


async def test_the_limit_leaves_the_oldest(bot: Bot, anna: Person) -> None:
    anna.say("one")

    assert await texts(bot.get_updates(limit=1)) == ["/start"]


async def test_a_long_poll_ends_with_the_first_message(
    server: BotApiServer, poller: asyncio.Future[list[Update]]
) -> None:
    server.room.person(8).say("hello")

    [update] = await poller

    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_long_poll_without_news_ends_empty(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == []


async def test_a_second_poller_ends_the_first_one_with_a_conflict(
    bot: Bot, poller: asyncio.Future[list[Update]]
) -> None:
    second = await bot.get_updates()

    assert second == []
    with pytest.raises(TelegramConflictError, match="Conflict: terminated by other getUpdates request; make sure"):
        await poller


async def test_kinds_that_the_bot_did_not_ask_for_are_not_queued(bot: Bot, anna: Person) -> None:
    await bot.get_updates(allowed_updates=["message"])

    anna.block()
    anna.unblock()
    anna.say("after")

    assert await texts(bot.get_updates(allowed_updates=["message"])) == ["/start", "after"]


async def test_the_asked_kinds_stay_asked_until_they_are_changed(bot: Bot, anna: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    anna.say("unheard")
    await bot.get_updates()
    anna.say("unheard too")
    await bot.get_updates(allowed_updates=[], offset=-1)

    await bot.get_updates(allowed_updates=["message", "callback_query"])
    anna.say("heard")

    assert await texts(bot.get_updates()) == ["/start", "heard"]


async def test_deleting_the_webhook_can_drop_waiting_updates(bot: Bot, anna: Person) -> None:
    waiting = await bot.get_webhook_info()

    assert await bot.delete_webhook(drop_pending_updates=True)

    assert (waiting.url, waiting.pending_update_count) == ("", 1)
    assert await bot.get_updates() == []
