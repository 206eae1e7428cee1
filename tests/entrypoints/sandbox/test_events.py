"""The stream that an open page follows: the state first, then each change, for one person only."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from aiogram import Bot
from aiohttp import ClientResponse, ClientSession

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, BORIS, TOKEN, HandClock


async def next_event(stream: ClientResponse) -> tuple[str, Any]:
    """The next one that is not a tick of the clock."""
    kind = (await stream.content.readline()).decode().removeprefix("event: ").strip()
    body = json.loads((await stream.content.readline()).decode().removeprefix("data: "))
    await stream.content.readline()
    return (kind, body) if kind != "clock" else await next_event(stream)


@pytest_asyncio.fixture(loop_scope="session")
async def stream(http: ClientSession, anna: Person) -> AsyncIterator[ClientResponse]:
    async with http.get("/sandbox/events", params={"person": str(ANNA.id)}) as stream:
        yield stream


async def test_a_page_that_comes_back_gets_everything_anew(stream: ClientResponse) -> None:
    kind, state = await next_event(stream)

    assert kind == "state"
    assert [message["text"] for message in state["messages"]] == ["/start"]


async def test_every_change_is_in_the_stream_in_order(stream: ClientResponse, bot: Bot, anna: Person) -> None:
    await next_event(stream)

    sent = await bot.send_message(ANNA.id, "Hello")
    await bot.edit_message_text("Hello!", chat_id=ANNA.id, message_id=sent.message_id)
    await bot.delete_message(ANNA.id, sent.message_id)
    anna.block()

    events = [await next_event(stream) for _ in range(4)]
    assert [kind for kind, _ in events] == ["message", "message", "deleted", "blocked"]
    assert [body["message"]["is_text_edited"] for _, body in events[:2]] == [False, True]


async def test_a_page_shows_no_other_conversation(stream: ClientResponse, server: BotApiServer, anna: Person) -> None:
    await next_event(stream)

    server.room.person(BORIS.id).say("a secret")
    anna.say("hello")

    _, body = await next_event(stream)
    assert body["message"]["text"] == "hello"


async def test_the_clock_ticks_in_the_stream(stream: ClientResponse) -> None:
    await next_event(stream)

    assert await stream.content.readline() == b"event: clock\n"


async def test_closing_the_sandbox_ends_the_stream_and_the_long_poll(clock: HandClock) -> None:
    async with ClientSession() as http:
        async with BotApiServer(TOKEN, clock.now) as server:
            stream = await http.get(f"{server.url}/sandbox/events")
            await next_event(stream)

        assert await stream.content.read() == b""
