from datetime import timedelta

import pytest

from adapters.telegram.connection import open_telegram
from application.errors import MessengerStopped
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import telegram_at
from tests.support.leads import MONDAY_9AM


@pytest.mark.parametrize(
    "token", ["", "secret", ":secret", "12:", "12: secret", "²:secret", "12:secret/../x", "12:secret?x", "12:secret\n"]
)
async def test_what_cannot_be_a_token_is_refused_without_showing_it(token: str) -> None:
    opening = open_telegram(
        token=token, api_url=None, request_timeout=timedelta(seconds=1), clock=HurriedClock(MONDAY_9AM)
    )

    with pytest.raises(MessengerStopped, match="LEADBELL_TELEGRAM_TOKEN") as refused:
        await opening.__aenter__()

    assert "secret" not in str(refused.value)


async def test_the_bots_number_is_in_its_token() -> None:
    async with telegram_at("http://127.0.0.1:1/") as telegram:
        assert telegram.bot_id == 123456
