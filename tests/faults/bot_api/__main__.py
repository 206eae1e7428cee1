"""``python -m tests.faults.bot_api``: prints its port once it listens on 127.0.0.1, and runs until SIGTERM."""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.control import set_scene
from tests.faults.bot_api.fault_server import FaultServer
from tests.faults.bot_api.server import listening


def main() -> None:
    given = _arguments().parse_args()
    fault_server = FaultServer(given.token)
    if given.faults is not None:
        set_scene(fault_server, json.loads(given.faults.read_text()))
    asyncio.run(_run(fault_server, given.port))


async def _run(fault_server: FaultServer, port: int) -> None:
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    async with listening(fault_server, port) as listening_at:
        print(listening_at, flush=True)  # noqa: T201 - the starter waits for this line
        await stop.wait()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free one")
    parser.add_argument("--faults", type=Path, help='JSON of a scene: {"rules": [...], "limits": {...}}')
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="of the only bot that is let in")
    return parser


if __name__ == "__main__":
    main()
