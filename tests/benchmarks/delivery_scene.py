"""Due reminders, a counting server in its own process, and the real loops in this one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from application.delivery.pacing import Pacing
from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.settings import Settings
from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.control_client import CountingServer
from tests.support.databases import SQLITE, a_postgres_url, a_sqlite_url, open_for_bot
from tests.support.leads import BOT_ID, a_plan


@asynccontextmanager
async def a_url(name: str, folder: Path) -> AsyncIterator[str]:
    if name == SQLITE:
        yield await a_sqlite_url(folder)
    else:
        async with a_postgres_url() as url:
            yield url


async def plan_reminders(url: str, due: Sequence[tuple[int, datetime]]) -> None:
    """One lead for each chat and due time."""
    async with open_for_bot(url) as database:
        for start in range(0, len(due), 200):
            await _record(database, due[start : start + 200])


async def _record(database: Transactions, due: Sequence[tuple[int, datetime]]) -> None:
    recording = Recording()
    for chat_id, due_at in due:
        captured_at = due_at - timedelta(days=1)
        lead = Lead.capture(uuid4(), bot_id=BOT_ID, owner_id=chat_id, chat_id=chat_id, note="Met Ada", at=captured_at)
        lead.record(adopt_plan(lead.state, a_plan(start=due_at, days=(0,)), at=captured_at))
        recording.take(lead, Origin(OWNER, f"bench:{lead.id}"))
    async with database.write() as tx:
        await recording.write(tx, at=due[0][1])


@asynccontextmanager
async def a_worker(url: str, server: CountingServer, pacing: Pacing) -> AsyncIterator[None]:
    """The loops of ``leadbell worker``, in this process, until the block ends."""
    stop = asyncio.Event()
    given = Settings(database_url=url, telegram_token=SecretStr(DEFAULT_TOKEN), telegram_api_url=server.url)
    async with (
        bootstrap(given) as app,
        running(app, with_bot=False, pacing=pacing) as program,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(program.run(stop))
        try:
            yield
        finally:
            stop.set()
