"""A rebuild in a program of its own, so that its memory is its own: prints events, seconds and peak."""

import asyncio
import json
import sys
import time
from pathlib import Path

from application.projections.registry import SCHEDULED_REMINDERS
from tests.support.databases import open_for_bot
from tests.support.rebuilding import a_rebuild


async def rebuilt(url: str) -> dict[str, float]:
    async with open_for_bot(url) as database:
        async with database.read() as tx:
            events = await tx.log.head()
        started = time.perf_counter()
        done = await a_rebuild(database).rebuild(SCHEDULED_REMINDERS)
        return {"events": events, "rows": done.rows, "seconds": time.perf_counter() - started, "peak_kb": _peak_kb()}


def _peak_kb() -> int:
    """Of this program since it began; ``getrusage`` may count its parent too."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1])


if __name__ == "__main__":
    print(json.dumps(asyncio.run(rebuilt(sys.argv[1]))))
