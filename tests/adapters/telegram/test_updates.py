import asyncio
import json
from datetime import timedelta

import pytest

from adapters.telegram.updates import TelegramUpdates
from application.errors import MessengerStopped
from application.ports.messenger import Updates
from tests.adapters.telegram.fault_server import (
    Exchange,
    Request,
    Script,
    error,
    ok,
    refusal,
    served,
)
from tests.adapters.telegram.faults import FAULTS, HTML
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at
from tests.adapters.telegram.updating import AT_ONCE, NOTE, PRESS, PRESS_ELSEWHERE, receive

OF_TOMORROW = {"update_id": 14, "telepathy": {"chat": {"id": 5}}}
COMMANDS = [("leads", "Show my leads")]


def _is_updates(updates: TelegramUpdates) -> Updates:
    return updates


def _asked(request: Request) -> tuple[str, dict[str, object]]:
    return request.method, {key: json.loads(value) for key, value in request.fields.items()}


async def test_updates_come_oldest_first_with_their_chats(clock: HurriedClock) -> None:
    received = await receive(served(ok([OF_TOMORROW, PRESS_ELSEWHERE, PRESS, NOTE])), clock)

    assert [(update.update_id, update.chat_id) for update in received] == [(11, 5), (12, 5), (13, None), (14, None)]
    assert {update.bot_id for update in received} == {123456}


def _sent(update_id: int, message_id: object, **more: object) -> dict[str, object]:
    return {"update_id": update_id, "message": {"message_id": message_id, "chat": {"id": 5}, **more}}


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (_sent(11, 1), _sent(11, 1, forward_origin={"type": "new"}), True),
        (_sent(11, 1), _sent(11, 2), False),
        (_sent(11, [1]), _sent(11, [1], text="another"), False),
        (_sent(11, "9" * 99), _sent(11, "8" * 99), False),
        (PRESS, {**PRESS, "callback_query": {"id": "another"}}, False),
        ({"update_id": 11, "poll": {"id": "1"}}, {"update_id": 11, "poll": {"id": "2"}}, False),
    ],
)
async def test_an_update_is_the_same_when_its_id_and_its_message_are(
    clock: HurriedClock, first: object, second: object, is_same: bool
) -> None:
    one, other = await receive(served(ok([first, second])), clock)

    assert (one.command_id == other.command_id) is is_same


async def test_the_payload_is_what_telegram_sent_whatever_we_know_of_it(clock: HurriedClock) -> None:
    received = await receive(served(ok([NOTE, OF_TOMORROW])), clock)

    assert [json.loads(update.payload) for update in received] == [NOTE, OF_TOMORROW]


async def test_the_first_question_asks_for_all_that_waits(clock: HurriedClock) -> None:
    server = served(ok([]))

    await receive(server, clock)

    wanted = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert [_asked(request) for request in server.requests] == [
        ("getUpdates", {"timeout": 0, "allowed_updates": wanted})
    ]


async def test_what_was_kept_is_confirmed_with_the_next_question(clock: HurriedClock) -> None:
    server = served(ok([]))

    await receive(server, clock, after=12)

    [(_, fields)] = [_asked(request) for request in server.requests]
    assert fields["offset"] == 13


async def test_a_long_wait_outlasts_the_request_time_out(clock: HurriedClock) -> None:
    async def answer_slowly(exchange: Exchange) -> None:
        request = await exchange.read()
        assert request.fields["timeout"] == "30"
        await asyncio.sleep(1.1)  # the time-out of a call is rounded up to a whole second
        await exchange.reply(200, json.dumps({"ok": True, "result": [NOTE]}))

    async with (
        served(answer_slowly) as server,
        telegram_at(server.url, request_timeout=timedelta(seconds=0.1), clock=clock) as telegram,
    ):
        received = await telegram.updates.receive(after=None, wait=timedelta(seconds=30))

    assert [update.update_id for update in received or ()] == [11]


@pytest.mark.parametrize(
    ("refused", "advice"),
    [
        (error(401, "Unauthorized"), "check LEADBELL_TELEGRAM_TOKEN"),
        (error(404, "Not Found"), "check LEADBELL_TELEGRAM_TOKEN"),
        (refusal(404, HTML), "check LEADBELL_TELEGRAM_API_URL"),
        (error(409, "Conflict: terminated by other getUpdates request"), "stop it"),
        (error(409, "Conflict: can't use getUpdates while webhook is active"), "deleteWebhook"),
    ],
)
async def test_a_bad_token_and_a_second_program_stop_us_and_say_what_to_do(
    refused: Script, advice: str, clock: HurriedClock
) -> None:
    with pytest.raises(MessengerStopped, match=advice) as stopped:
        await receive(served(refused), clock)

    assert TOKEN not in str(stopped.value)
    assert stopped.value.__cause__ is stopped.value.__context__ is None
    assert clock.slept == []


SILENCES = [name for name, fault in FAULTS.items() if fault.expected.__name__ in {"NotSent", "Unconfirmed"}]


@pytest.mark.parametrize("name", [name for name in SILENCES if "time-out" not in name and "silence" not in name])
async def test_trouble_gives_nothing_after_a_pause(
    name: str, clock: HurriedClock, caplog: pytest.LogCaptureFixture
) -> None:
    fault = FAULTS[name]
    async with (
        fault.place() as place,
        telegram_at(place.url, request_timeout=fault.request_timeout, clock=clock) as telegram,
    ):
        received = await telegram.updates.receive(after=None, wait=AT_ONCE)

    assert received is None
    assert clock.slept == [timedelta(seconds=1)]
    assert TOKEN not in " ".join(str(vars(record)) for record in caplog.records)


async def test_no_request_is_made_before_a_throttle_is_over(clock: HurriedClock) -> None:
    await receive(served(error(429, "Too Many Requests", retry_after=17)), clock)

    assert clock.slept == [timedelta(seconds=17)]


async def test_an_outage_is_logged_once_and_the_pauses_grow_to_half_a_minute(
    clock: HurriedClock, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(refusal(502, HTML)) as server, telegram_at(server.url, clock=clock) as telegram:
        for _ in range(8):
            await telegram.updates.receive(after=None, wait=AT_ONCE)

    assert [pause.seconds for pause in clock.slept] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_after_an_outage_updates_come_again_and_the_next_outage_is_logged_again(
    clock: HurriedClock, caplog: pytest.LogCaptureFixture
) -> None:
    down = refusal(502, HTML)
    async with served(down, down, ok([NOTE]), down) as server, telegram_at(server.url, clock=clock) as telegram:
        received = [await telegram.updates.receive(after=None, wait=AT_ONCE) for _ in range(4)]

    assert [some and len(some) for some in received] == [None, None, 1, None]
    assert [pause.seconds for pause in clock.slept] == [1, 2, 1]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


async def test_cancelling_a_long_wait_goes_through(clock: HurriedClock) -> None:
    arrived = asyncio.Event()

    async def take_and_say_nothing(exchange: Exchange) -> None:
        await exchange.accept()
        arrived.set()
        await exchange.stay_silent()

    async with served(take_and_say_nothing) as server, telegram_at(server.url, clock=clock) as telegram:
        waiting = asyncio.create_task(telegram.updates.receive(after=None, wait=timedelta(seconds=30)))
        await arrived.wait()

        waiting.cancel()

        with pytest.raises(asyncio.CancelledError):
            await waiting
