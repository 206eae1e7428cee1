"""Our adapter, opened on a server of the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.telegram.connection import Telegram, open_telegram
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM

TOKEN = "123456:AAF-secret_secret_secret"
AMPLE = timedelta(seconds=10)


@asynccontextmanager
async def telegram_at(
    url: str, *, request_timeout: timedelta = AMPLE, clock: HurriedClock | None = None
) -> AsyncIterator[Telegram]:
    clock = clock or HurriedClock(MONDAY_9AM)
    async with open_telegram(token=TOKEN, api_url=url, request_timeout=request_timeout, clock=clock) as telegram:
        yield telegram
    await asyncio.sleep(0)  # lets the last socket close before the test ends
