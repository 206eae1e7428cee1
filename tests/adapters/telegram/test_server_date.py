"""The time that Telegram's answers bear."""

from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.telegram.server_date import date_trace

SENT_AT = datetime(2026, 12, 1, 9, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "heard"),
    [
        ({"Date": "Tue, 01 Dec 2026 09:30:05 GMT"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 09:30:05"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 10:30:05 +0100"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 09:30:05 GMT", "Age": "86400"}, []),
        ({"Date": ""}, []),
        ({"Date": "yesterday"}, []),
        ({"Date": "Tue, 99 Dec 2026 09:30:05 GMT"}, []),
        ({"Date": "Tue, 01 Dec 99999999999 09:30:05 GMT"}, []),
        ({"Date": "\u00e4" * 3}, []),
    ],
    ids=str,
)
async def test_a_date_is_heard_when_it_can_be_read_and_is_fresh(headers: dict[str, str], heard: list[datetime]) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers=headers)

    app, dates = web.Application(), list[datetime]()
    app.router.add_get("/", answer)
    async with TestServer(app) as server, ClientSession(trace_configs=[date_trace(dates.append)]) as session:
        await session.get(server.make_url("/"))

    assert dates == heard
