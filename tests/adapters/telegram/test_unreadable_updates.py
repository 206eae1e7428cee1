"""Updates that are new, broken, missing parts, or without end: each costs itself only."""

import json
from datetime import timedelta

import pytest

from tests.adapters.telegram.fault_server import answering, ok, served
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.updating import NOTE, PRESS, receive


@pytest.mark.parametrize(
    ("unkeepable", "kept_as"),
    [
        ({"update_id": 10, "message": {"message_id": 1, "chat": {"id": 2**63}}}, (10, None)),
        ({"update_id": 10, "message": {"message_id": 1, "chat": {"id": True}}}, (10, None)),
        ({"update_id": 10, "message": {"message_id": 1, "chat": {"id": 5}, "text": "\ud800\x00"}}, (10, 5)),
        ({"update_id": 10, "callback_query": {"id": "\ud800", "from": {"id": -(2**70)}}}, (10, None)),
        ({"update_id": 10, "message": [[[[]]]]}, (10, None)),
        ({"update_id": 2**63}, (0, None)),
        ({"update_id": "10"}, (0, None)),
        ({"update_id": True}, (0, None)),
        ({"update_id": 10.0}, (0, None)),
        ({"update_id": -10, "message": {"message_id": 1, "chat": {"id": 5}}}, (0, 5)),
        ({"message": {"text": "without an id"}}, (0, None)),
        ("no update", (0, None)),
        (None, (0, None)),
    ],
)
async def test_an_update_that_no_column_takes_is_kept_and_does_not_hold_up_the_others(
    clock: HurriedClock, unkeepable: object, kept_as: tuple[int, int | None]
) -> None:
    received = await receive(served(ok([unkeepable, NOTE])), clock)

    assert [(update.update_id, update.chat_id) for update in received] == [kept_as, (11, 5)]
    assert all(update.payload.isascii() and "\0" not in update.payload for update in received)


async def test_updates_without_an_id_are_told_apart_by_what_they_say(clock: HurriedClock) -> None:
    one, other, again = await receive(served(ok([{"message": {}}, {"message": []}, {"message": {}}])), clock)

    assert one.command_id == again.command_id != other.command_id


async def test_updates_that_cannot_be_confirmed_come_again_after_a_pause(clock: HurriedClock) -> None:
    [update] = await receive(served(ok([{"message": {}}])), clock)

    assert (update.update_id, update.payload) == (0, '{"message": {}}')
    assert clock.slept == [timedelta(seconds=1)]


DEEP = "[" * 10_000 + "]" * 10_000
VALUES_WITHOUT_END = {
    "lists": DEEP,
    "objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "brackets in a text within lists": '["[[[{\\"\\\\", ' * 5_000 + "1" + "]" * 5_000,
    "a number": "9" * 10_000,
    "a negative number": "-" + "9" * 10_000,
    "a fraction": "0." + "9" * 10_000,
    "a power": "1e" + "9" * 10_000,
    "more than a float": "1e999",
    "no number": "NaN",
    "a raw control character": '"a\x00b\nc"',
    "half a pair": '"\\ud83d"',
}


@pytest.mark.parametrize("value", VALUES_WITHOUT_END.values(), ids=VALUES_WITHOUT_END)
async def test_a_part_without_end_costs_itself_only(clock: HurriedClock, value: str) -> None:
    note = json.dumps({**NOTE, "of_tomorrow": "here"}).replace('"here"', value)

    broken, other = await receive(served(answering(f'{{"ok": true, "result": [{note}, {json.dumps(PRESS)}]}}')), clock)

    assert (broken.update_id, broken.chat_id, other.update_id) == (11, 5, 12)
    assert json.loads(broken.payload)["message"] == NOTE["message"]
    assert clock.slept == []


async def test_an_id_without_end_is_none(clock: HurriedClock) -> None:
    note = json.dumps(NOTE).replace('"chat": {"id": 5', '"chat": {"id": ' + "5" * 10_000)

    [update] = await receive(served(answering(f'{{"ok": true, "result": [{note}]}}')), clock)

    assert (update.update_id, update.chat_id) == (11, None)


async def test_bytes_that_are_no_characters_cost_themselves_only(clock: HurriedClock) -> None:
    note = json.dumps(NOTE, ensure_ascii=False).encode().replace(b"_*[", b"\xff\xed\xa0\x80")

    [update] = await receive(served(answering(b'{"ok": true, "result": [' + note + b"]}")), clock)

    assert "\ufffd" in json.loads(update.payload)["message"]["text"]


@pytest.mark.parametrize("result", [{}, "text", 7, {"11": NOTE}])
async def test_a_result_that_is_no_list_is_asked_for_again_after_a_pause(clock: HurriedClock, result: object) -> None:
    assert await receive(served(ok(result)), clock) == ()

    assert clock.slept == [timedelta(seconds=1)]
