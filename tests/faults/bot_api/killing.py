"""``kill -9``, and certainty that it worked."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.faults.until import until

LONGEST_DYING_S = 2.0
LOOK_EVERY_S = 0.001
GONE = ("", "Z", "X")
"""Reaped, or waiting for it: it can do nothing any more."""


def strike(pid: int) -> bool:
    """Return False when the process was dead already."""
    if state_of(pid) in GONE[1:]:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


async def dead(pid: int) -> None:
    """Return once the process can do nothing any more."""

    async def is_gone() -> bool:
        return state_of(pid) in GONE

    with suppress(TimeoutError):
        await until(is_gone, within_s=LONGEST_DYING_S, every_s=LOOK_EVERY_S)


def state_of(pid: int) -> str:
    """Return the kernel's letter for it; empty without such a process, or without ``/proc``."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
