"""How the bot introduces itself: its token is checked, its commands are set, and an outage does not stop it."""

import json
from datetime import timedelta

import pytest

from application.errors import MessengerStopped
from tests.adapters.telegram.fault_server import FaultServer, Script, error, ok, refusal, served
from tests.adapters.telegram.faults import HTML
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.adapters.telegram.telegram_client import TOKEN, telegram_at
from tests.support.leads import MONDAY_9AM

AT_ONCE = timedelta(0)
COMMANDS = [("leads", "Show my leads"), ("help", "What I can do")]
OURSELVES = {"id": 123456, "is_bot": True, "first_name": "Leadbell"}

down: Script = refusal(502, HTML)


def _methods(server: FaultServer) -> list[str]:
    return [request.method for request in server.requests]


async def test_the_commands_are_set() -> None:
    async with served(ok(OURSELVES), ok(True)) as server, telegram_at(server.url) as telegram:
        await telegram.updates.introduce(COMMANDS)

    assert _methods(server) == ["getMe", "setMyCommands"]
    assert json.loads(server.requests[1].fields["commands"]) == [
        {"command": "leads", "description": "Show my leads"},
        {"command": "help", "description": "What I can do"},
    ]


@pytest.mark.parametrize("refused", [error(401, "Unauthorized"), error(404, "Not Found")])
async def test_a_bad_token_stops_the_program(refused: Script) -> None:
    async with served(refused) as server, telegram_at(server.url) as telegram:
        with pytest.raises(MessengerStopped, match="LEADBELL_TELEGRAM_TOKEN"):
            await telegram.updates.introduce(COMMANDS)


async def test_without_a_network_the_commands_are_set_once_it_is_back(caplog: pytest.LogCaptureFixture) -> None:
    async with served(down, down, ok([]), ok(True), ok([])) as server, telegram_at(server.url) as telegram:
        await telegram.updates.introduce(COMMANDS)
        for _ in range(3):
            await telegram.updates.receive(after=None, wait=AT_ONCE)

    assert _methods(server) == ["getMe", "getUpdates", "getUpdates", "setMyCommands", "getUpdates"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_commands_that_are_refused_now_are_set_a_minute_later() -> None:
    clock = HurriedClock(MONDAY_9AM)
    scripts = [ok(OURSELVES), down, ok([]), ok([]), ok(True)]
    async with served(*scripts) as server, telegram_at(server.url, clock=clock) as telegram:
        await telegram.updates.introduce(COMMANDS)
        await telegram.updates.receive(after=None, wait=AT_ONCE)
        clock.advance(timedelta(minutes=1))
        await telegram.updates.receive(after=None, wait=AT_ONCE)

    assert _methods(server) == ["getMe", "setMyCommands", "getUpdates", "getUpdates", "setMyCommands"]


async def test_commands_that_telegram_rejects_do_not_keep_updates_away(caplog: pytest.LogCaptureFixture) -> None:
    clock = HurriedClock(MONDAY_9AM)
    rejected = error(400, f"Bad Request: BOT_COMMAND_INVALID for {TOKEN}")
    async with served(ok(OURSELVES), rejected, ok([])) as server, telegram_at(server.url, clock=clock) as telegram:
        await telegram.updates.introduce(COMMANDS)
        clock.advance(timedelta(hours=1))
        await telegram.updates.receive(after=None, wait=AT_ONCE)

    assert _methods(server) == ["getMe", "setMyCommands", "getUpdates"]
    assert [vars(record)["problem"] for record in caplog.records] == ["Bad Request: BOT_COMMAND_INVALID for ***"]
