"""The counting server, as our own messenger meets it: each fault looks as it should, and the record tells the truth."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from application.delivery.message import Button, Message, Span, say
from application.delivery.outcome import Sent, Throttled, Unconfirmed
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at
from tests.faults.bot_api import faults
from tests.faults.bot_api.control_client import ControlRefused, CountingServer
from tests.faults.bot_api.limits import Limits, Violation
from tests.faults.bot_api.rates import most_in_any_second, shortest_gap_in_a_chat
from tests.faults.bot_api.rules import Rule
from tests.faults.bot_api.running import counting_server
from tests.faults.bot_api.scenes import SCENES, TINY, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")

VICTIM = """
import sys, urllib.request
sys.stdin.readline()
urllib.request.urlopen(sys.argv[1], data=b"chat_id=5&text=last+words").read()
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[CountingServer]:
    async with counting_server(token=TOKEN) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def server(running: CountingServer) -> CountingServer:
    await running.reset()
    return running


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.fault.name}, accepts: {scene.fault.accepts}")
async def test_a_fault_is_seen_and_recorded(server: CountingServer, scene: Scene) -> None:
    await server.set_rules([Rule(scene.fault, methods=["sendMessage"])])

    async with telegram_at(server.url, request_timeout=scene.patience) as telegram:
        outcome = await telegram.messenger.send(5, say("Hello"))

    [arrival] = await server.record()
    assert isinstance(outcome, scene.expected)
    assert (arrival.fault, arrival.accepted, arrival.status) == (scene.fault.name, scene.accepted, scene.status)
    assert (arrival.message_id is not None) == (arrival.accepted_at is not None) == scene.accepted


async def test_an_arrival_has_the_call_and_its_times(server: CountingServer) -> None:
    message = Message(spans=(Span("🔔 Due: Ann"),), buttons=((Button("✅ Done", "done:1"),),))
    started_at, started_mono = datetime.now(UTC), time.monotonic()

    async with telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.send(5, message)

    [arrival] = await server.record()
    assert outcome == Sent(arrival.message_id or 0)
    assert (arrival.method, arrival.chat_id, arrival.text) == ("sendMessage", 5, "🔔 Due: Ann")
    assert json.loads(arrival.reply_markup) == {"inline_keyboard": [[{"text": "✅ Done", "callback_data": "done:1"}]]}
    assert arrival.accepted_at is not None
    assert arrival.accepted_mono is not None
    assert arrival.answered_mono is not None
    assert started_at <= arrival.arrived_at <= arrival.accepted_at <= datetime.now(UTC)
    assert started_mono <= arrival.arrived_mono <= arrival.accepted_mono <= arrival.answered_mono <= time.monotonic()


async def test_latency_lies_on_its_side_of_acceptance(server: CountingServer) -> None:
    await server.set_rules([Rule(faults.latency(before_s=0.2), nth=[1]), Rule(faults.latency(after_s=0.2))])

    async with telegram_at(server.url) as telegram:
        for _ in range(2):
            await telegram.messenger.send(5, say("Hello"))

    before, after = await server.record()
    assert (before.accepted_mono or 0) - before.arrived_mono >= 0.2 > (after.accepted_mono or 0) - after.arrived_mono
    assert (after.answered_mono or 0) - (after.accepted_mono or 0) >= 0.2


async def test_an_accepted_call_goes_on_when_the_client_has_gone(server: CountingServer) -> None:
    await server.set_rules([Rule(faults.latency(before_s=0.6))])

    async with telegram_at(server.url, request_timeout=TINY) as telegram:
        outcome = await telegram.messenger.send(5, say("Hello"))

    [undecided] = await server.record()
    await server.until_decided()
    [decided] = await server.record()
    assert type(outcome) is Unconfirmed
    assert (undecided.decided, undecided.accepted) == (False, False)
    assert (decided.decided, decided.accepted) == (True, True)


async def test_too_much_is_refused_and_counted(server: CountingServer) -> None:
    await server.limits(Limits(per_second=3, retry_after=2, penalty=True))

    async with telegram_at(server.url) as telegram:
        outcomes = [await telegram.messenger.send(chat_id, say("Hello")) for chat_id in (1, 1, 2, 3)]

    record = await server.record()
    busy = Throttled(timedelta(seconds=2))
    assert [outcome == busy for outcome in outcomes] == [False, True, False, True]
    assert [one.violation for one in record] == [None, Violation.PER_CHAT, None, Violation.PER_SECOND]
    assert [one.accepted for one in record] == [True, False, True, False]
    assert (await server.counts()).violations == {"per_chat": 1, "per_second": 1}
    assert most_in_any_second(record) == 4
    assert shortest_gap_in_a_chat(record) < 1.0


async def test_a_client_that_does_not_wait_after_a_429_is_caught(server: CountingServer) -> None:
    await server.limits(Limits(penalty=True))
    await server.set_rules([Rule(faults.too_many_requests(1), times=1)])

    async with telegram_at(server.url) as telegram:
        await telegram.messenger.send(1, say("Hello"))
        await telegram.messenger.send(2, say("Hello"))
        await asyncio.sleep(1.05)  # the pause is real: the server is another process
        patient = await telegram.messenger.send(3, say("Hello"))

    assert type(patient) is Sent
    assert [one.violation for one in await server.record()] == [None, Violation.DURING_PAUSE, None]


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_process_dies_at_the_write_or_at_the_answer(server: CountingServer, accepted: bool) -> None:
    url = f"{server.url}/bot{TOKEN}/sendMessage"
    victim = await asyncio.create_subprocess_exec(sys.executable, "-c", VICTIM, url, stdin=asyncio.subprocess.PIPE)
    fault = faults.kill_after(victim.pid) if accepted else faults.kill_before(victim.pid)
    await server.set_rules([Rule(fault)])

    await victim.communicate(b"go\n")

    [arrival] = await server.record()
    assert victim.returncode == -9
    assert (arrival.text, arrival.accepted, arrival.killed) == ("last words", accepted, victim.pid)


async def test_numbers_go_on_after_a_reset(server: CountingServer) -> None:
    async with telegram_at(server.url) as telegram:
        first = await telegram.messenger.send(5, say("Hello"))
        [before] = await server.record()
        await server.reset()
        second = await telegram.messenger.send(5, say("Hello"))

    [after] = await server.record(after=before.number)
    assert isinstance(first, Sent)
    assert second == Sent(first.message_id + 1)
    assert after.number == before.number + 1
    assert await server.record(after=after.number) == []


async def test_a_rule_that_makes_no_sense_is_refused(server: CountingServer) -> None:
    with pytest.raises(ControlRefused, match="ValueError"):
        await server.set_rules([Rule(replace(faults.ok(), ending="gone"))])  # type: ignore[arg-type]
