"""Leads that are erased while a read model is computed anew do not come back by it, on both databases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest

from adapters.system_clock import SystemClock
from application.operator_request import OperatorRequest
from application.ports.transaction import Transaction, Transactions
from application.projections.progress import Phase, Progress
from application.projections.registry import LEAD_LIST
from domain.lead.decisions.plans import identify_prospect
from tests.support.databases import SQL_DATABASES
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep
from tests.support.memory_app import use_cases
from tests.support.rebuilding import a_rebuild, all_hold

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)


class PowerCut(Exception):
    pass


@dataclass
class ErasedInBetween:
    """What was read and folded is written a moment later: in that moment the lead is erased."""

    transactions: Transactions
    is_done: bool = field(default=False, init=False)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        async with self.transactions.read() as tx:
            yield tx

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        if not self.is_done and await self._is_begun():
            self.is_done = True
            await erase(self.transactions)
        async with self.transactions.write(exclusive=exclusive) as tx:
            yield tx

    async def _is_begun(self) -> bool:
        async with self.transactions.read() as tx:
            return await tx.shadows.get(LEAD_LIST.name) is not None


async def erase(transactions: Transactions) -> None:
    await use_cases(transactions, SystemClock()).erasure.erase(
        LEAD_ID, OperatorRequest("operator:ada", "asked"), dry_run=False
    )


async def adas_lead(transactions: Transactions) -> None:
    lead = a_new_lead(LEAD_ID, with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    await keep(transactions, lead, a_new_lead(OTHER_LEAD_ID, with_plan=True))


def cut_off(progress: Progress) -> None:
    """When the first batch is folded."""
    if progress.phase is Phase.FOLDING and progress.done:
        raise PowerCut


async def in_the_shadow(transactions: Transactions) -> set[UUID]:
    """The leads with a row in the shadow table."""
    async with transactions.read() as tx:
        return await LEAD_LIST.shadow.table(tx).aggregate_ids()


async def test_a_batch_that_was_read_before_does_not_bring_it_back(transactions: Transactions) -> None:
    await adas_lead(transactions)
    rebuild = replace(a_rebuild(transactions), transactions=ErasedInBetween(transactions))

    with pytest.raises(PowerCut):
        await rebuild.rebuild(LEAD_LIST, cut_off)

    assert await in_the_shadow(transactions) == {OTHER_LEAD_ID}
    await a_rebuild(transactions).rebuild(LEAD_LIST)
    assert await all_hold(transactions)


async def test_it_leaves_what_an_interrupted_rebuild_has_left(transactions: Transactions) -> None:
    await adas_lead(transactions)
    with pytest.raises(PowerCut):
        await a_rebuild(transactions).rebuild(LEAD_LIST, cut_off)

    await erase(transactions)

    assert await in_the_shadow(transactions) == {OTHER_LEAD_ID}
    await a_rebuild(transactions).rebuild(LEAD_LIST)
    assert await all_hold(transactions)
