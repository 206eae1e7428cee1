"""Workers at work on reminders that become due, while one after the other is killed, at turns drawn from a seed."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from application.ports.work import Work
from tests.faults.random_kills.faults_by_chance import REFUSED
from tests.faults.random_kills.refused_at_times import refused_at_times
from tests.faults.worker_process import Order, WorkerProcess

SHORT_LIVES_S = (0.3, 1.5)
LONG_LIVES_S = (4.0, 6.0)
"""Of a worker that is alone: a lease ends only when a worker lives to see it, and until then its chat waits."""
LONG_LIVES = 0.3
LOOKS_EVERY_S = 0.5


@dataclass(slots=True)
class Storm:
    """Each of so many ``workers`` has the same ``order``. ``kills`` and ``resumed`` (how often a person had the
    relay go on after the breaker had opened) are counted."""

    transactions: Transactions
    order: Order
    workers: int
    reminders: int
    chance: random.Random
    kills: int = 0
    resumed: int = 0

    async def blow(self, *, within_s: float) -> None:
        """Until nothing is left to be done; killing ends when each entry was tried. Raise ``TimeoutError``."""
        async with asyncio.timeout(within_s), self._crew() as crew:
            resuming = asyncio.create_task(self._keep_resuming())
            try:
                while not await self._each_was_tried():
                    await asyncio.sleep(self._life_s())
                    await self._kill_one(crew)
                while not await self._all_is_done():  # noqa: ASYNC110 - other processes write
                    await asyncio.sleep(LOOKS_EVERY_S)
            finally:
                resuming.cancel()
                await asyncio.gather(resuming, return_exceptions=True)
            assert [await worker.stop() for worker in crew] == [0] * len(crew)

    @asynccontextmanager
    async def _crew(self) -> AsyncIterator[list[WorkerProcess]]:
        crew = [self._started() for _ in range(self.workers)]
        try:
            for worker in crew:
                await worker.running()
            yield crew
        finally:
            for worker in crew:
                worker.clean_up()

    async def _kill_one(self, crew: list[WorkerProcess]) -> None:
        """Another takes its place, and is seen at work before the next dies: so there is progress on any machine."""
        victim = crew.pop(self.chance.randrange(len(crew)))
        try:
            victim.kill()
            assert await victim.ended() == -signal.SIGKILL
        finally:
            victim.clean_up()
        self.kills += 1
        crew.append(self._started())
        await crew[-1].running()

    def _life_s(self) -> float:
        is_long = self.workers == 1 and self.chance.random() < LONG_LIVES
        return self.chance.uniform(*(LONG_LIVES_S if is_long else SHORT_LIVES_S))

    def _started(self) -> WorkerProcess:
        unlucky = partial(refused_at_times, REFUSED, self.chance.randrange(1_000_000))
        worker = WorkerProcess(replace(self.order, wrapped=unlucky))
        worker.begin()
        return worker

    async def _each_was_tried(self) -> bool:
        async with self.transactions.read() as tx:
            entries = await tx.outbox.select(EntryFilter(), limit=self.reminders + 1)
        return len(entries) >= self.reminders and all(one.attempts for one in entries)

    async def _all_is_done(self) -> bool:
        async with self.transactions.read() as tx:
            counts = await tx.outbox.count_by_state()
        return not counts.get(EntryState.QUEUED) and not counts.get(EntryState.SENDING)

    async def _keep_resuming(self) -> None:
        """The breaker's pause is longer than this test: an operator lifts it."""
        while True:
            async with self.transactions.read() as tx:
                causes = {pause.cause for pause in await tx.rate_limiter.pauses()}
            if PauseCause.BREAKER in causes:
                async with self.transactions.write() as tx:
                    await tx.rate_limiter.lift([PauseCause.BREAKER])
                    tx.wake(Work.MESSAGES)
                self.resumed += 1
            await asyncio.sleep(LOOKS_EVERY_S)
