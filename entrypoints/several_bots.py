"""The loops of all bots that a program serves, at work together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from application.errors import ApplicationError, DatabaseGone, MessengerStopped
from entrypoints.worker import Loops


@dataclass(frozen=True, slots=True)
class Program:
    """The loops of each bot that it serves."""

    bots: Sequence[Loops]

    async def run(self, stop: asyncio.Event) -> None:
        """As ``Loops.run``: a bot that Telegram refuses ends the program, and the others end their steps first."""
        refusals: list[ApplicationError] = []

        async def run(loops: Loops) -> None:
            try:
                await loops.run(stop)
            except (MessengerStopped, DatabaseGone) as refusal:
                refusals.append(refusal)

        async with asyncio.TaskGroup() as tasks:
            for loops in self.bots:
                tasks.create_task(run(loops))
        if refusals:
            raise refusals[0]
