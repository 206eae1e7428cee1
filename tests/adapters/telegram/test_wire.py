"""Verdicts rely on it: aiohttp sets the flag before the first byte of a request."""

from types import SimpleNamespace

import pytest
from aiohttp import ClientSession, TraceRequestHeadersSentParams

from adapters.telegram.wire import watched_wire, wire_trace
from tests.adapters.telegram.fault_server import Exchange, ok, served


class GaveUp(Exception):
    pass


async def _give_up(_: ClientSession, __: SimpleNamespace, ___: TraceRequestHeadersSentParams) -> None:
    raise GaveUp


async def test_the_flag_is_raised_before_the_first_byte_is_written() -> None:
    received: list[bytes] = []

    async def read_all(exchange: Exchange) -> None:
        received.append(await exchange.reader.read())

    trace = wire_trace()
    trace.on_request_headers_sent.append(_give_up)
    async with served(read_all) as server:
        async with ClientSession(trace_configs=[trace]) as session:
            with watched_wire() as wire, pytest.raises(GaveUp):
                await session.post(server.url, data={"text": "x"})
        await server.all_served()

    assert wire.written
    assert received == [b""]


async def test_an_answer_leaves_its_status() -> None:
    async with served(ok(True)) as server, ClientSession(trace_configs=[wire_trace()]) as session:
        with watched_wire() as wire:
            async with session.post(server.url, data={"text": "x"}):
                pass

    assert (wire.written, wire.status) == (True, 200)


async def test_an_unwatched_call_leaves_no_trace() -> None:
    with watched_wire() as earlier:
        pass

    async with served(ok(True)) as server, ClientSession(trace_configs=[wire_trace()]) as session:
        answer = await session.post(server.url, data={"text": "x"})
        answer.close()

    assert not earlier.written
