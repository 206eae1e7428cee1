"""Whatever Telegram, or a server between us and it, answers: a verdict, never an exception, and none that lies."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from application.delivery.message import Message, Span
from application.delivery.outcome import ChatMoved, Misconfigured, NotSent, Outcome, Rejected, Sent
from application.errors import MessengerStopped
from tests.adapters.telegram.fault_server import Exchange, Script, served
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at
from tests.support.leads import MONDAY_9AM

WORDS = "Call Ada about the pilot"
PATIENTLY = settings(suppress_health_check=list(HealthCheck), deadline=None)
AT_ONCE = 4
STATUSES = (200, 200, 200, 201, 204, 302, 303, 400, 401, 403, 404, 409, 413, 429, 500, 502, 504)
SCALARS = st.sampled_from(
    (
        None,
        True,
        False,
        0,
        1,
        7,
        -1,
        2**31,
        2**63,
        10**400,
        0.5,
        "",
        "7",
        TOKEN,
        WORDS,
        "\x00",
        "message is not modified",
    )
)
ODD = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
RESULTS = st.fixed_dictionaries(
    {},
    optional={
        "message_id": SCALARS,
        "date": SCALARS,
        "chat": ODD,
        "text": SCALARS,
        "update_id": SCALARS,
        "message": ODD,
    },
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ok": st.sampled_from((True, False, None, "true", 1)),
        "result": RESULTS | st.lists(RESULTS | ODD, max_size=3) | ODD,
        "error_code": st.sampled_from((400, 401, 403, 404, 409, 413, 429, 500, 200, "400", None, -1, 10**30)),
        "description": SCALARS,
        "parameters": st.fixed_dictionaries({}, optional={"retry_after": SCALARS, "migrate_to_chat_id": SCALARS}) | ODD,
    },
)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    @property
    def took_it(self) -> bool:
        """Whether it says so, to whom reads it with care."""
        try:
            said = json.loads(self.body)
        except (ValueError, RecursionError):
            return False
        return self.status == 200 and isinstance(said, dict) and said.get("ok") is True

    def script(self) -> Script:
        async def reply(exchange: Exchange) -> None:
            await exchange.accept()
            await exchange.reply(self.status, self.body)

        return reply


def cut_short(body: bytes) -> st.SearchStrategy[bytes]:
    return st.integers(0, len(body)).map(lambda at: body[:at])


BODIES = ANSWERS.map(lambda answer: json.dumps(answer).encode())
BODIES |= (
    BODIES.flatmap(cut_short)
    | st.binary(max_size=40)
    | st.sampled_from((b"[" * 3_000, b'{"ok":true,"result":' + b"9" * 5_000 + b"}"))
)
SOME_ANSWERS = st.lists(st.builds(Answer, st.sampled_from(STATUSES), BODIES), min_size=1, max_size=AT_ONCE)


async def _borne(answers: Sequence[Answer]) -> None:
    message, clock = Message((Span(WORDS),)), HurriedClock(MONDAY_9AM)
    async with (
        served(*(answer.script() for answer in answers for _ in range(4))) as server,
        telegram_at(server.url, clock=clock) as telegram,
    ):
        for answer in answers:
            _require_verdict(answer, await telegram.messenger.send(5, message), is_message=True)
            _require_verdict(answer, await telegram.messenger.edit(5, 7, message))
            _require_verdict(answer, await telegram.messenger.acknowledge(5, "press", WORDS))
            with suppress(MessengerStopped):
                received = await telegram.updates.receive(after=None, wait=timedelta(0))
                assert all(0 <= one.update_id < 2**63 for one in received or ())


def _require_verdict(answer: Answer, outcome: Outcome, *, is_message: bool = False) -> None:
    assert isinstance(outcome, get_args(Outcome))
    assert not isinstance(outcome, NotSent)
    reason = getattr(outcome, "reason", "")
    assert TOKEN not in reason
    assert WORDS not in reason
    if answer.took_it:  # a second message would be the worst that could happen
        assert not isinstance(outcome, Rejected | Misconfigured | ChatMoved), outcome
    if is_message and isinstance(outcome, Sent):
        assert answer.took_it


@settings(PATIENTLY, max_examples=40)
@given(answers=SOME_ANSWERS)
@example(answers=[Answer(200, b'{"ok":true}')])
@example(answers=[Answer(200, b'{"ok":true,"result":{"message_id":7}}')])
@example(answers=[Answer(429, b'{"ok":false,"parameters":{"retry_after":1e400}}')])
def test_any_answer_gives_a_verdict(answers: Sequence[Answer]) -> None:
    asyncio.run(_borne(answers))


@pytest.mark.faults
def test_5_000_answers_give_a_verdict() -> None:
    counted = [0]

    @settings(PATIENTLY, max_examples=800)
    @given(answers=SOME_ANSWERS)
    def any_answers(answers: Sequence[Answer]) -> None:
        asyncio.run(_borne(answers))
        counted[0] += 4 * len(answers)

    any_answers()

    print(f"{counted[0]:,} calls were answered somehow: each has a verdict")  # noqa: T201  # for make faults
    assert counted[0] >= 5_000
