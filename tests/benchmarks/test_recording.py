"""The cost of it that read models, positions and outbox are kept up in the transaction of each event."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.projections.registry import PROJECTIONS
from application.recording import record
from domain.lead.lead import Lead
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import MONDAY_9AM, a_new_lead, events_of
from tests.support.rebuilding import a_rebuild

pytestmark = pytest.mark.benchmark
LEADS = 200


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_recording_beside_a_bare_append(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:

        async def bare(lead: Lead) -> None:
            async with database.write() as tx:
                await tx.log.append(events_of(lead))

        async def whole(lead: Lead) -> None:
            async with database.write() as tx:
                await record(tx, lead, Origin(OWNER, str(lead.id)), at=MONDAY_9AM)

        bare_seconds, whole_seconds = await seconds_for_each(bare), await seconds_for_each(whole)

    print(f"\n{name}: recording a lead costs {whole_seconds / bare_seconds:.1f} times its bare append")
    print(f"{name}: ({LEADS / whole_seconds:.0f} and {LEADS / bare_seconds:.0f} a second on this machine)")


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_rebuild_beside_recording_the_same_leads(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        recorded = await seconds_for_each(lambda lead: recording(database, lead))

        started = time.perf_counter()
        for projection in PROJECTIONS:
            await a_rebuild(database).rebuild(projection)
        rebuilt = time.perf_counter() - started

    print(f"\n{name}: a rebuild is {recorded / rebuilt:.0f} times as fast as recording was")


async def recording(database: Transactions, lead: Lead) -> None:
    async with database.write() as tx:
        await record(tx, lead, Origin(OWNER, str(lead.id)), at=MONDAY_9AM)


async def seconds_for_each(do: Callable[[Lead], Awaitable[None]]) -> float:
    leads = [a_new_lead(uuid4(), with_plan=True, at=MONDAY_9AM + timedelta(hours=n)) for n in range(LEADS)]
    started = time.perf_counter()
    for lead in leads:
        await do(lead)
    return time.perf_counter() - started
