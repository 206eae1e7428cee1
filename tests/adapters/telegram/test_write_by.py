"""Nothing is written once it is too late, however long connecting took, over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.telegram.wire import TooLateToWrite, watched_wire, wire_trace
from application.delivery.message import say
from application.delivery.outcome import NotSent, Outcome, Sent
from application.ports.messenger import Messenger
from tests.adapters.telegram.fault_server import MESSAGE, Exchange, ok, served
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import telegram_at

LOOKUP = timedelta(seconds=20)
Call = Callable[[Messenger, float | None], Awaitable[Outcome]]


@pytest.fixture
async def slow_dns(clock: HurriedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up an address takes ``LOOKUP``."""
    loop = asyncio.get_running_loop()
    look_up = loop.getaddrinfo

    async def look_up_slowly(host: str, *args: Any, **kwargs: Any) -> Any:
        clock.advance(LOOKUP)
        return await look_up("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(loop, "getaddrinfo", look_up_slowly)


async def send(messenger: Messenger, write_by: float | None) -> Outcome:
    return await messenger.send(5, say("Hello"), write_by=write_by)


async def edit(messenger: Messenger, write_by: float | None) -> Outcome:
    return await messenger.edit(5, 77, say("Hello"), write_by=write_by)


def far_away(url: str) -> str:
    """The same place by a name that has to be looked up."""
    return url.replace("127.0.0.1", "telegram.test")


every_call = pytest.mark.parametrize("call", [send, edit])


@every_call
@pytest.mark.usefixtures("slow_dns")
async def test_what_took_too_long_to_connect_is_not_written(call: Call, clock: HurriedClock) -> None:
    received = list[bytes]()

    async def read_all(exchange: Exchange) -> None:
        received.append(await exchange.reader.read())

    async with served(read_all) as server:
        async with telegram_at(far_away(server.url), clock=clock) as telegram:
            outcome = await call(telegram.messenger, clock.monotonic() + 19)
        await server.all_served()

    assert outcome == NotSent("too little of the lease was left when it could have been written")
    assert received == [b""]


@every_call
@pytest.mark.parametrize("left", [20.0, 60.0, None])
@pytest.mark.usefixtures("slow_dns")
async def test_what_is_connected_in_time_is_written(call: Call, clock: HurriedClock, left: float | None) -> None:
    write_by = None if left is None else clock.monotonic() + left

    async with served(ok(MESSAGE)) as server, telegram_at(far_away(server.url), clock=clock) as telegram:
        outcome = await call(telegram.messenger, write_by)

    assert outcome == Sent(77)
    assert server.accepted == 1


@every_call
async def test_a_wall_clock_that_jumps_does_not_make_it_late(call: Call, clock: HurriedClock) -> None:
    write_by = clock.monotonic() + 1
    clock.jump_wall_clock(timedelta(days=1))

    async with served(ok(MESSAGE)) as server, telegram_at(server.url, clock=clock) as telegram:
        outcome = await call(telegram.messenger, write_by)

    assert outcome == Sent(77)


async def test_the_wire_asks_once_connected_and_before_the_first_byte() -> None:
    connections_when_asked = list[int]()
    received = list[bytes]()

    async def read_all(exchange: Exchange) -> None:
        received.append(await exchange.reader.read())

    async with served(read_all) as server:

        def say_no() -> bool:
            connections_when_asked.append(len(received))
            return False

        async with ClientSession(trace_configs=[wire_trace()]) as session:
            with watched_wire(say_no) as wire, pytest.raises(TooLateToWrite):
                await session.post(server.url, data={"text": "x"})
        await server.all_served()

    assert (wire.written, wire.came_too_late) == (False, True)
    assert connections_when_asked == [0]
    assert received == [b""]
