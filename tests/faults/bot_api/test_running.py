"""The process, and behaviour that no client of ours shows."""

import asyncio
import json
import os
import sys
from pathlib import Path

import aiohttp
import pytest

from application.delivery.message import say
from application.delivery.outcome import Misconfigured
from entrypoints.sandbox.program import SANDBOX_TOKEN
from tests.adapters.telegram.telegram_client import telegram_at
from tests.faults.bot_api import faults
from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.control_client import CountingServer
from tests.faults.bot_api.rules import Rule
from tests.faults.bot_api.running import REPOSITORY, counting_server

FORM = b"chat_id=5&text=x"
TYPE = b"application/x-www-form-urlencoded"
HEAD = b"POST /bot%s/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
REQUEST = HEAD % (DEFAULT_TOKEN.encode(), TYPE, len(FORM)) + FORM


async def test_only_one_bot_is_let_in() -> None:
    async with counting_server() as server, telegram_at(server.url) as telegram:
        outcome = await telegram.messenger.send(5, say("Hello"))
        [arrival] = await server.record()

    assert SANDBOX_TOKEN == DEFAULT_TOKEN
    assert type(outcome) is Misconfigured
    assert (arrival.fault, arrival.accepted, arrival.status) == ("unknown token", False, 401)


async def test_a_reset_is_no_polite_close() -> None:
    async with counting_server(rules=[Rule(faults.close_after(), times=1), Rule(faults.reset_after())]) as server:
        assert await _raw_answer(server) == b""
        with pytest.raises(ConnectionResetError):
            await _raw_answer(server)


async def test_the_process_ends_with_the_block() -> None:
    async with counting_server() as server:
        os.kill(server.pid, 0)

    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


async def test_started_by_hand_it_reads_a_file_and_runs_until_sigterm(tmp_path: Path) -> None:
    scene = {"rules": [{"fault": {"name": "mine", "accepts": False, "status": 403, "body": "{}"}, "times": 1}]}
    (tmp_path / "scene.json").write_text(json.dumps(scene))
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.bot_api", "--port", "0", "--faults", str(tmp_path / "scene.json")),
        cwd=REPOSITORY,
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    port = int(await program.stdout.readline())
    url = f"http://127.0.0.1:{port}/bot{DEFAULT_TOKEN}/getMe"
    statuses = []
    for _ in range(2):
        async with aiohttp.request("GET", url) as answer:
            statuses.append(answer.status)
    _, idle = await asyncio.open_connection("127.0.0.1", port)

    program.terminate()

    async with asyncio.timeout(5):
        assert await program.wait() == 0
    idle.close()
    assert statuses == [403, 200]
    assert await program.stdout.read() == b""


async def _raw_answer(server: CountingServer) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(REQUEST)
        return await reader.read()
    finally:
        writer.close()
