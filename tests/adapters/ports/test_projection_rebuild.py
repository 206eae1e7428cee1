"""Rebuilding the read models, on every adapter."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from application.ports.transaction import Transaction, Transactions
from application.projection_rebuild import ProjectionRebuild
from application.projections import PROJECTIONS, QUIET_LEADS, Difference, Projection
from application.subjects import Subject
from tests.accounts import an_account, keep_accounts
from tests.adapters.ports.settling_down import as_far_as_it_gets
from tests.leads import (
    ADA,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    THIRD_LEAD_ID,
    a_new_lead,
    keep,
    sends_at,
)

FOURTH_LEAD_ID = UUID("44444444-4444-4444-8444-444444444444")
EACH_PROJECTION = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)


@dataclass
class Interrupted:
    """A projection during whose rebuild something else goes on."""

    inner: Projection
    meanwhile: Callable[[], Awaitable[None]]

    @property
    def name(self) -> str:
        return self.inner.name

    async def put(self, tx: Transaction, states: Sequence[Any]) -> None:
        await self.inner.put(tx, states)

    async def clear(self, tx: Transaction) -> None:
        await self.meanwhile()
        await self.inner.clear(tx)

    async def add(self, tx: Transaction, states: Sequence[Any]) -> int:
        return await self.inner.add(tx, states)

    @property
    def subject(self) -> Subject[Any, Any]:
        return self.inner.subject

    async def subject_ids(self, tx: Transaction) -> set[UUID]:
        return await self.inner.subject_ids(tx)

    async def differences(
        self, tx: Transaction, subject_ids: Sequence[UUID], states: Sequence[Any]
    ) -> Sequence[Difference]:
        return await self.inner.differences(tx, subject_ids, states)


async def some_leads(transactions: Transactions) -> None:
    deleted, told = a_new_lead(OTHER_LEAD_ID, with_plan=True), a_new_lead(THIRD_LEAD_ID, with_plan=True)
    deleted.delete(at=MONDAY_9AM)
    told.identify_prospect(ADA, at=MONDAY_9AM)
    told.toggle_step(1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + timedelta(hours=1)))
    await keep(transactions, a_new_lead(LEAD_ID), deleted, told)
    await keep_accounts(transactions, *(an_account(owner_id) for owner_id in (7, 8, 9)))


@EACH_PROJECTION
@pytest.mark.parametrize("batch", [1, 200])
async def test_a_rebuild_equals_what_was_projected_inline(
    transactions: Transactions, projection: Projection, batch: int
) -> None:
    await some_leads(transactions)
    rebuild = ProjectionRebuild(transactions, batch=batch)
    inline = await rebuild.verify(projection)

    rebuilt = await rebuild.rebuild(projection)

    assert inline.holds
    assert (await rebuild.verify(projection)) == inline
    assert (rebuilt.subjects, rebuilt.position) == (3, inline.head)


@EACH_PROJECTION
async def test_a_rebuild_fills_a_table_that_was_emptied(transactions: Transactions, projection: Projection) -> None:
    await some_leads(transactions)
    rebuild = ProjectionRebuild(transactions)
    async with transactions.write() as tx:
        await projection.clear(tx)
    emptied = await rebuild.verify(projection)

    await rebuild.rebuild(projection)

    assert {difference.kind for difference in emptied.differences} == {"missing"}
    assert (await rebuild.verify(projection)).holds


@EACH_PROJECTION
async def test_a_rebuild_loses_nothing_of_what_is_written_meanwhile(
    transactions: Transactions, projection: Projection
) -> None:
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True))
    writers = list[asyncio.Task[None]]()

    async def capture_another() -> None:
        writers.append(asyncio.create_task(keep(transactions, a_new_lead(OTHER_LEAD_ID, with_plan=True))))
        await as_far_as_it_gets(writers[0])

    rebuild = ProjectionRebuild(transactions)
    await rebuild.rebuild(Interrupted(projection, capture_another))
    await asyncio.gather(*writers)
    await keep(transactions, a_new_lead(THIRD_LEAD_ID, with_plan=True))

    assert (await rebuild.verify(projection)).differences == []


async def test_a_read_model_that_was_never_computed_stays_behind_whatever_is_written_and_is_caught_up(
    transactions: Transactions,
) -> None:
    await some_leads(transactions)
    rebuild = ProjectionRebuild(transactions)
    async with transactions.write() as tx:
        await QUIET_LEADS.clear(tx)
        await tx.positions.advance(QUIET_LEADS.name, 0)
    await keep(transactions, a_new_lead(FOURTH_LEAD_ID))

    behind = [one.name for one in await rebuild.status() if one.position < one.head]
    rebuilt = [one.name for one in await rebuild.catch_up()]

    assert behind == rebuilt == [QUIET_LEADS.name]
    assert all([(await rebuild.verify(projection)).holds for projection in PROJECTIONS])
