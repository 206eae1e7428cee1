"""``kill -9``, and certainty that it worked."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

LONGEST_DYING_S = 2.0
LOOK_EVERY_S = 0.001
GONE = ("", "Z", "X")
"""Reaped, or waiting for it: it can do nothing any more."""


def strike(pid: int) -> bool:
    """False when there was nobody left to die."""
    if _state(pid) in GONE[1:]:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


async def dead(pid: int) -> None:
    """Returns once the stricken process can do nothing any more."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_DYING_S):
            while _state(pid) not in GONE:  # noqa: ASYNC110 - nobody is told of the death of another's child
                await asyncio.sleep(LOOK_EVERY_S)


def _state(pid: int) -> str:
    """The kernel's letter for it; empty without such a process, or without ``/proc``."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
