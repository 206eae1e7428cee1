"""One crash, played: a reminder is due, a worker dies on its way, another one takes over and comes to rest."""

import asyncio
import json
import signal
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.pause import PauseCause
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from application.wording.notices import MARK
from tests.faults.bot_api.arrival import Arrival
from tests.faults.bot_api.fault_server import FaultServer
from tests.faults.bot_api.faults import Fault
from tests.faults.bot_api.rules import Rule, Rulebook
from tests.faults.bot_api.server import listening
from tests.faults.closed_door import a_closed_door
from tests.faults.crash_table.table import Ending, Send
from tests.faults.points import Point, dying_at
from tests.faults.until import until
from tests.faults.worker_process import Order, a_worker, worker_settings
from tests.journeys.many_leads import due_leads
from tests.support.databases import open_for_bot

CHAT = 5001
LEASE, REQUEST_TIMEOUT = timedelta(seconds=4), timedelta(seconds=1.9)
PATIENCE_S = 60
LOOKS_EVERY_S = 0.1
NOTHING_MORE_IN_S = 0.5
"""After which nothing more is expected to come: a worker looks at everything as soon as it runs."""
UNSETTLED = {EntryState.QUEUED, EntryState.SENDING}


@dataclass(frozen=True, slots=True)
class Crash:
    point: Point
    send: Send
    policy: DeliveryPolicy

    async def played(self, url: str, folder: Path) -> Ending:
        """``url`` is of a fresh database. Raise ``TimeoutError`` if no worker dies, or nothing comes to rest."""
        fault_server = FaultServer()
        async with listening(fault_server, 0) as port, open_for_bot(url) as database:
            await due_leads(database, count=1, chats=[CHAT])
            settings = worker_settings(url, f"http://127.0.0.1:{port}", LEASE, REQUEST_TIMEOUT)
            settings = settings.model_copy(update={"delivery": self.policy})
            await self._killed(fault_server, Order(settings, folder))
            await _survived(database, Order(settings, folder))
            return await _ending(database, fault_server)

    async def _killed(self, fault_server: FaultServer, order: Order) -> None:
        with a_closed_door() as refusing_url:
            if self.send.fault is None:
                settings = order.settings.model_copy(update={"telegram_api_url": refusing_url})
                order = replace(order, settings=settings)
            async with a_worker(replace(order, wrapped=partial(dying_at, self.point))) as victim:
                if self.send.fault is not None:
                    fault_server.rules = Rulebook([Rule(self._fatal(self.send.fault, victim.pid), times=1)])
                victim.begin()
                assert await victim.ended() == -signal.SIGKILL, self

    def _fatal(self, fault: Fault, pid: int) -> Fault:
        match self.point:
            case Point.WRITTEN:
                return replace(fault, kill_before=pid)
            case Point.DECIDED:
                return replace(fault, kill_after=pid)
            case _:
                return fault


async def _survived(transactions: Transactions, order: Order) -> None:
    """Another worker has finished the work, and has been asked to stop."""
    async with a_worker(order) as survivor:
        survivor.begin()
        await survivor.running()
        await until(partial(_rests, transactions), within_s=PATIENCE_S, every_s=LOOKS_EVERY_S)
        await asyncio.sleep(NOTHING_MORE_IN_S)
        assert await survivor.stop() == 0


async def _rests(transactions: Transactions) -> bool:
    """Nothing goes on until a person mends the configuration, or for good."""
    async with transactions.read() as tx:
        states = {entry.state for entry in await tx.outbox.select(EntryFilter(), limit=10)}
        causes = {pause.cause for pause in await tx.rate_limiter.pauses()}
    waits = {EntryState.QUEUED} if PauseCause.MISCONFIGURED in causes else set()
    return bool(states) and not states & (UNSETTLED - waits)


async def _ending(transactions: Transactions, fault_server: FaultServer) -> Ending:
    accepted = [one for one in arrivals_of(fault_server) if one.accepted]
    async with transactions.read() as tx:
        [entry] = await tx.outbox.select(EntryFilter(), limit=10)
        recorded = await tx.log.page(after=0, limit=100)
    events = (type(one.event).__name__ for one in recorded)
    return Ending(
        accepted=len(accepted),
        state=entry.state,
        events=tuple(name for name in events if name.startswith("Reminder")),
        may_duplicate=entry.may_duplicate,
        marked=sum(one.text.startswith(MARK.text) for one in accepted),
    )


def arrivals_of(fault_server: FaultServer) -> list[Arrival]:
    return [Arrival.from_json(row) for row in json.loads(fault_server.record.as_json())]
