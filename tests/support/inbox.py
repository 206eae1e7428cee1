"""Updates that wait, handled as the program does it, until nothing more can be done at once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from application.inbox.admission import Admission
from application.inbox.direct_answers import DirectAnswers
from application.inbox.house import House
from application.inbox.lanes import Lanes
from application.inbox.parts import Joining
from application.inbox.updates import Handler, UpdateHandling
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.messenger import Messenger
from application.ports.transaction import Transactions


class NoParts:
    """Implements the ``Joining`` port for updates that are messages each."""

    def is_open(self, update: InboundUpdate) -> bool:
        return False

    def continues(self, earlier: InboundUpdate, later: InboundUpdate) -> bool:
        return False

    def joined(self, parts: Sequence[InboundUpdate]) -> InboundUpdate:
        [update] = parts
        return update


class SaysNothing:
    """Implements the ``Reading`` port for updates that say nothing of themselves."""

    def is_spoken(self, update: InboundUpdate) -> bool:
        return True

    def is_addressed(self, update: InboundUpdate) -> bool:
        return True

    def is_membership(self, update: InboundUpdate) -> bool:
        return False

    def code_in(self, update: InboundUpdate) -> str:
        return ""

    def sent_at(self, update: InboundUpdate) -> datetime | None:
        return None


ADMITS_ALL = Admission(House(), SaysNothing())


async def handle_waiting(
    transactions: Transactions,
    clock: Clock,
    handler: Handler,
    messenger: Messenger,
    joining: Joining | None = None,
) -> None:
    handling, woken = UpdateHandling(transactions, clock, handler, joining or NoParts()), asyncio.Event()
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
