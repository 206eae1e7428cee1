"""The time that Telegram's answers bear."""

from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.telegram.server_date import date_trace

SENT_AT = datetime(2026, 12, 1, 9, 30, 5, tzinfo=UTC)
ASKED_AT = 17.5


@pytest.mark.parametrize(
    ("headers", "heard"),
    [
        ({"Date": "Tue, 01 Dec 2026 09:30:05 GMT"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 09:30:05"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 10:30:05 +0100"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 09:30:05 -0000"}, [SENT_AT]),
        ({"Date": "Tue, 01 Dec 2026 09:30:05 GMT", "Age": "86400"}, [None]),
        ({"Date": ""}, [None]),
        ({"Date": "yesterday"}, [None]),
        ({"Date": "Tue, 99 Dec 2026 09:30:05 GMT"}, [None]),
        ({"Date": "Tue, 01 Dec 99999999999 09:30:05 GMT"}, [None]),
        ({"Date": "\u00e4" * 3}, [None]),
    ],
    ids=str,
)
async def test_a_date_is_heard_when_it_can_be_read_and_is_fresh(
    headers: dict[str, str], heard: list[datetime | None]
) -> None:
    assert await heard_of(web.Response(headers=headers)) == [(date, ASKED_AT) for date in heard]


@pytest.mark.parametrize(("status", "heard"), [(200, 1), (401, 1), (409, 1), (429, 1), (502, 0), (504, 0)])
async def test_an_answer_without_a_date_is_heard_when_it_is_telegrams(status: int, heard: int) -> None:
    assert await heard_of(web.Response(status=status, headers={"Date": ""})) == [(None, ASKED_AT)] * heard


async def heard_of(response: web.Response) -> list[tuple[datetime | None, float]]:
    async def answer(_: web.Request) -> web.Response:
        return response

    heard = list[tuple[datetime | None, float]]()

    def hear(date: datetime | None, *, asked_at: float) -> None:
        heard.append((date, asked_at))

    app = web.Application()
    app.router.add_get("/", answer)
    async with (
        TestServer(app) as server,
        ClientSession(trace_configs=[date_trace(hear, lambda: ASKED_AT)]) as session,
    ):
        await session.get(server.make_url("/"))
    return heard
