"""Every call has a connection of its own and is made once, over real sockets."""

import asyncio

import pytest

from application.delivery.message import say
from application.delivery.outcome import NotSent, Outcome, Sent
from application.ports.messenger import Messenger
from tests.adapters.telegram.fault_server import MESSAGE, Exchange, FaultServer, ok, served
from tests.adapters.telegram.faults import FAULTS
from tests.adapters.telegram.telegram_client import telegram_at


async def send(messenger: Messenger) -> Outcome:
    return await messenger.send(5, say("Ring Ms Rivera before noon"))


async def test_an_idle_connection_is_never_used_again() -> None:
    async with served(ok(MESSAGE)) as server, telegram_at(server.url) as telegram:
        first = await send(telegram.messenger)
        second = await send(telegram.messenger)

    assert (first, second) == (Sent(77), Sent(77))
    assert server.connections == 2
    assert server.requests[0].headers["connection"] == "close"


async def test_a_server_that_hangs_up_on_idle_connections_loses_no_message() -> None:
    async def answer_then_hang_up_on_the_next(exchange: Exchange) -> None:
        await ok(MESSAGE)(exchange)
        await exchange.reader.read(1)

    async with served(answer_then_hang_up_on_the_next) as server, telegram_at(server.url) as telegram:
        outcomes = [await send(telegram.messenger) for _ in range(3)]

    assert outcomes == [Sent(77)] * 3
    assert server.accepted == 3


async def test_nothing_is_sent_a_second_time_by_itself() -> None:
    async with FAULTS["closed after processing"].place() as place, telegram_at(place.url) as telegram:
        await send(telegram.messenger)

        assert isinstance(place, FaultServer)
        assert (place.connections, place.accepted) == (1, 1)


async def test_calls_at_once_are_judged_each_by_its_own_evidence() -> None:
    async with (
        FAULTS["connection refused"].place() as nowhere,
        served(ok(MESSAGE)) as good,
        telegram_at(nowhere.url) as unreachable,
        telegram_at(good.url) as reachable,
    ):
        outcomes = await asyncio.gather(*(send(one.messenger) for one in (unreachable, reachable) * 4))

    assert [type(outcome) for outcome in outcomes] == [NotSent, Sent] * 4


async def test_cancelling_goes_through() -> None:
    arrived = asyncio.Event()

    async def take_and_say_nothing(exchange: Exchange) -> None:
        await exchange.accept()
        arrived.set()
        await exchange.stay_silent()

    async with served(take_and_say_nothing) as server, telegram_at(server.url) as telegram:
        sending = asyncio.create_task(send(telegram.messenger))
        await arrived.wait()

        sending.cancel()

        with pytest.raises(asyncio.CancelledError):
            await sending
