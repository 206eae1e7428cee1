"""Updates that wait, handled as the program does it, until nothing more can be done at once."""

import asyncio

from application.inbox.direct_answers import DirectAnswers
from application.inbox.lanes import Lanes
from application.inbox.updates import Handler, UpdateHandling
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.messenger import Messenger
from application.ports.transaction import Transactions


async def handle_waiting(transactions: Transactions, clock: Clock, handler: Handler, messenger: Messenger) -> None:
    handling, woken = UpdateHandling(transactions, clock, handler), asyncio.Event()
    turns = [0]
    async with asyncio.TaskGroup() as tasks:
        direct = DirectAnswers(messenger, tasks, handling.send_instead)

        async def handle(update: InboundUpdate) -> None:
            turns[0] += 1
            direct.give(await handling.handle(update))

        lanes = Lanes(transactions, clock, handle, tasks, woken.set)
        seen = -1
        while seen < turns[0]:
            seen = turns[0]
            await lanes.step()
            while lanes.is_busy:
                woken.clear()
                await woken.wait()
