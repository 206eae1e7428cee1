"""The surroundings of workers: a database and the counting server, both of which a test can read meanwhile."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from adapters.sql.database import SqlDatabase
from application.delivery.attempt import Attempt
from application.delivery.entry import Entry, EntryState
from application.delivery.pacing import UNPACED, Pacing
from application.ports.outbox import EntryFilter
from tests.faults.bot_api.control_client import CountingServer
from tests.faults.bot_api.limits import UNLIMITED, Limits
from tests.faults.bot_api.rules import Rule
from tests.faults.bot_api.running import counting_server
from tests.faults.database_urls import a_fresh_url
from tests.faults.until import until
from tests.faults.worker_process import Order, WorkerProcess, Wrapping, a_worker, warm_up, worker_settings
from tests.journeys.many_leads import due_leads
from tests.support.databases import open_for_bot

LEASE, REQUEST_TIMEOUT = timedelta(seconds=3), timedelta(seconds=1)
PATIENCE = timedelta(seconds=30)
FIRST_CHAT = 5001
MANY = 100_000

Fact = Callable[[Sequence[Entry]], bool]


@dataclass(frozen=True, slots=True)
class Workplace:
    """``database`` is the test's own way in."""

    url: str
    server: CountingServer
    database: SqlDatabase
    folder: Path

    def order(
        self,
        *,
        pacing: Pacing = UNPACED,
        wrapped: Wrapping = nullcontext,
        lease: timedelta = LEASE,
        request_timeout: timedelta = REQUEST_TIMEOUT,
    ) -> Order:
        settings = worker_settings(self.url, self.server.url, lease, request_timeout)
        return Order(settings, self.folder, pacing, wrapped)

    async def reminders(self, count: int, *, first_chat: int = FIRST_CHAT) -> None:
        """So many become due, each in a chat of its own."""
        await due_leads(self.database, count=count, chats=range(first_chat, first_chat + count))

    async def entries(self) -> Sequence[Entry]:
        """Return the oldest first."""
        async with self.database.read() as tx:
            return list(reversed(await tx.outbox.select(EntryFilter(), limit=MANY)))

    async def states(self) -> Counter[EntryState]:
        return Counter(entry.state for entry in await self.entries())

    async def attempts(self, entry: Entry) -> Sequence[Attempt]:
        async with self.database.read() as tx:
            return await tx.attempts.of_entry(entry.id)

    async def until(self, fact: Fact, *, within: timedelta = PATIENCE) -> Sequence[Entry]:
        """Return the outbox once it is so. Raise ``TimeoutError``."""

        async def wanted() -> Sequence[Entry]:
            entries = await self.entries()
            return entries if fact(entries) else ()

        return await until(wanted, within_s=within.total_seconds())

    async def all_are(self, state: EntryState, count: int, *, within: timedelta = PATIENCE) -> Sequence[Entry]:
        return await self.until(lambda entries: states_of(entries) == {state: count}, within=within)

    async def accepted(self) -> Counter[int | None]:
        """Return how often Telegram took a reminder, by chat: the truth."""
        arrivals = await self.server.record()
        return Counter(arrival.chat_id for arrival in arrivals if arrival.accepted and arrival.method == "sendMessage")


def states_of(entries: Sequence[Entry]) -> Counter[EntryState]:
    return Counter(entry.state for entry in entries)


def once_each(count: int, *, first_chat: int = FIRST_CHAT) -> Counter[int | None]:
    """Return ``Workplace.accepted`` of so many reminders, each taken once."""
    return Counter(range(first_chat, first_chat + count))


@asynccontextmanager
async def a_workplace(
    database: str, folder: Path, *, rules: Sequence[Rule] = (), limits: Limits = UNLIMITED
) -> AsyncIterator[Workplace]:
    """On SQLite or PostgreSQL, in a fresh and migrated database."""
    async with (
        a_fresh_url(database, folder) as url,
        workplace_at(url, folder, rules=rules, limits=limits) as place,
    ):
        yield place


@asynccontextmanager
async def workplace_at(
    url: str, folder: Path, *, rules: Sequence[Rule] = (), limits: Limits = UNLIMITED
) -> AsyncIterator[Workplace]:
    warm_up()
    async with counting_server(rules=rules, limits=limits) as server, open_for_bot(url) as database:
        yield Workplace(url, server, database, folder)


@asynccontextmanager
async def at_work(*orders: Order) -> AsyncIterator[Sequence[WorkerProcess]]:
    """All of them running; dead at the end of the block at the latest."""
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(a_worker(order)) for order in orders]
        for worker in workers:
            worker.begin()
        await asyncio.gather(*(worker.running() for worker in workers))
        yield workers
