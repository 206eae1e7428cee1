"""Owners at work within a running worker, all the time; how long each of their commands took is kept in a file."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

from application.leads.commands import LeadCommands, OwnerCommand
from entrypoints.worker import Loops
from tests.faults.rebuilds.scene import OWNERS
from tests.faults.rebuilds.stretch import Stretch, keep_stretches

THINKS_S = (0.1, 0.5)
"""Between two presses: without it the machine would be busy beyond what it can do, and every command slow."""


@asynccontextmanager
async def eight_clients(file: Path, loops: Loops) -> AsyncIterator[Loops]:
    """Each owner toggles steps of theirs, one after the other, until the worker stops."""
    commands = loops.use.commands
    stop, toggles = asyncio.Event(), list[Stretch]()
    async with asyncio.TaskGroup() as tasks:
        for owner_id in OWNERS:
            tasks.create_task(_toggle_until(stop, commands, owner_id, toggles))
        yield loops
        stop.set()
    keep_stretches(file, toggles)


async def _toggle_until(stop: asyncio.Event, commands: LeadCommands, owner_id: int, toggles: list[Stretch]) -> None:
    chance = random.Random(owner_id)
    async with commands.transactions.read() as tx:
        leads = await tx.reminders.leads_waiting(owner_id)
    while not stop.is_set():
        began = time.monotonic()
        await _toggle(commands, owner_id, chance.choice(leads), chance)
        toggles.append(Stretch(began, time.monotonic()))
        await asyncio.sleep(chance.uniform(*THINKS_S))


async def _toggle(commands: LeadCommands, owner_id: int, lead_id: UUID, chance: random.Random) -> None:
    command = OwnerCommand(owner_id, lead_id, str(uuid4()))
    await commands.mark_step(command, 1, chance.choice((1, 2)), done=chance.random() < 0.5)
