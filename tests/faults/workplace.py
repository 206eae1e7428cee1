"""Where workers work: a database and the counting server, and what a test reads of both while they do."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from adapters.sql.database import SqlDatabase, open_database
from application.delivery.attempt import Attempt
from application.delivery.entry import Entry, EntryState
from application.delivery.pacing import UNPACED, Pacing
from application.ports.outbox import EntryFilter
from entrypoints.settings import Settings
from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.control_client import CountingServer
from tests.faults.bot_api.limits import UNLIMITED, Limits
from tests.faults.bot_api.rules import Rule
from tests.faults.bot_api.running import counting_server
from tests.faults.worker_process import Order, WorkerProcess, Wrapping, a_worker
from tests.journeys.many_leads import due_leads
from tests.support.databases import SQLITE, a_postgres_url, a_sqlite_url

LEASE, REQUEST_TIMEOUT = timedelta(seconds=3), timedelta(seconds=1)
PATIENCE = timedelta(seconds=30)
LOOK_EVERY_S = 0.02
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
        settings = Settings(
            database_url=self.url,
            telegram_token=SecretStr(DEFAULT_TOKEN),
            telegram_api_url=self.server.url,
            lease=lease,
            request_timeout=request_timeout,
        )
        return Order(settings, self.folder, pacing, wrapped)

    async def reminders(self, count: int, *, first_chat: int = FIRST_CHAT) -> None:
        """So many become due, each in a chat of its own."""
        await due_leads(self.database, count=count, chats=range(first_chat, first_chat + count))

    async def entries(self) -> Sequence[Entry]:
        """The oldest first."""
        async with self.database.read() as tx:
            return list(reversed(await tx.outbox.select(EntryFilter(), limit=MANY)))

    async def states(self) -> Counter[EntryState]:
        return Counter(entry.state for entry in await self.entries())

    async def attempts(self, entry: Entry) -> Sequence[Attempt]:
        async with self.database.read() as tx:
            return await tx.attempts.of_entry(entry.id)

    async def until(self, fact: Fact, *, within: timedelta = PATIENCE) -> Sequence[Entry]:
        """The outbox as it is when it is as it should be. Raises ``TimeoutError``."""
        async with asyncio.timeout(within.total_seconds()):
            while not fact(entries := await self.entries()):  # noqa: ASYNC110 - in another process
                await asyncio.sleep(LOOK_EVERY_S)
        return entries

    async def all_are(self, state: EntryState, count: int, *, within: timedelta = PATIENCE) -> Sequence[Entry]:
        return await self.until(lambda entries: states_of(entries) == {state: count}, within=within)

    async def accepted(self) -> Counter[int | None]:
        """How often Telegram took a reminder, by chat: the truth."""
        arrivals = await self.server.record()
        return Counter(one.chat_id for one in arrivals if one.accepted and one.method == "sendMessage")


def states_of(entries: Sequence[Entry]) -> Counter[EntryState]:
    return Counter(entry.state for entry in entries)


def once_each(count: int, *, first_chat: int = FIRST_CHAT) -> Counter[int | None]:
    """What ``Workplace.accepted`` gives when each of so many reminders was taken once."""
    return Counter(range(first_chat, first_chat + count))


@asynccontextmanager
async def a_workplace(
    database: str, folder: Path, *, rules: Sequence[Rule] = (), limits: Limits = UNLIMITED
) -> AsyncIterator[Workplace]:
    """On SQLite or PostgreSQL, in a fresh and migrated database."""
    async with AsyncExitStack() as stack:
        url = await a_sqlite_url(folder) if database == SQLITE else await stack.enter_async_context(a_postgres_url())
        yield await stack.enter_async_context(workplace_at(url, folder, rules=rules, limits=limits))


@asynccontextmanager
async def workplace_at(
    url: str, folder: Path, *, rules: Sequence[Rule] = (), limits: Limits = UNLIMITED
) -> AsyncIterator[Workplace]:
    async with counting_server(rules=rules, limits=limits) as server, open_database(url) as database:
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
