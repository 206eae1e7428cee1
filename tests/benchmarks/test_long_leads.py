"""What a press costs on a lead with a long history, beside a short one."""

import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import record
from domain.lead.decisions.steps import toggle_step
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import keep, sends_at
from tests.support.long_leads import a_long_lead

pytestmark = pytest.mark.benchmark
SHORT, LONG, PRESSES = 50, 5_000, 60


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_press_on_a_long_lead(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        short, long = uuid4(), uuid4()
        await keep(database, a_long_lead(short, events=SHORT), a_long_lead(long, events=LONG))
        first = await processor_time(partial(press, database, long), times=1)
        others = {lead: await processor_time(partial(press, database, lead), times=PRESSES) for lead in (short, long)}

    ratio = others[long] / others[short]
    print(f"\n{name}: a press on a lead of {LONG} events costs {ratio:.2f} times that on a lead of {SHORT}")
    figures = f"{others[long]:.1f} and {others[short]:.1f} ms of processor"
    print(f"{name}: ({figures}; the first, without a snapshot, {first:.0f} ms)")


async def press(database: Transactions, lead_id: UUID) -> None:
    async with database.write() as tx:
        lead = await tx.log.load(lead_id)
        at = lead.state.changed_at + timedelta(seconds=1)
        lead.record(toggle_step(lead.state, 1, at=at, next_send=sends_at(at)))
        await record(tx, lead, Origin(OWNER, str(uuid4())), at=at)


async def processor_time(do: Callable[[], Awaitable[None]], *, times: int) -> float:
    """Of the median, in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        await do()
        taken.append((time.process_time() - started) * 1000)
    return statistics.median(taken)
