"""Whatever has happened, and wherever a rebuild is interrupted: the rows are those that the log folds to."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from application.ports.read_models import Row
from application.ports.transaction import Transactions
from application.projections.progress import Progress
from application.projections.registry import PROJECTIONS, Projection
from domain.errors import DomainError
from tests.application.leads.test_properties import Move, Story, moves
from tests.support.databases import SQLITE, a_fresh_database
from tests.support.leads import a_new_lead, keep
from tests.support.rebuilding import a_rebuild, differing, shown

LEADS = 3
MANY = 40

told = st.lists(st.tuples(st.integers(0, LEADS - 1), moves), max_size=25)
cuts = st.lists(st.integers(1, 6), max_size=3)
batches = st.integers(1, 12)


class PowerCut(Exception):
    pass


class Interruption:
    """After so many reports; ``meanwhile`` are moves that are made before the next try."""

    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self, progress: Progress) -> None:
        self._left -= 1
        if self._left == 0:
            raise PowerCut


class Leads:
    """Several stories at once, recorded as they are told."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._stories = [Story(lead=a_new_lead(UUID(int=1 << 100 | one), with_plan=True)) for one in range(LEADS)]

    async def begin(self) -> None:
        await keep(self._transactions, *(story.lead for story in self._stories))

    async def make(self, told: Sequence[tuple[int, Move]]) -> None:
        for which, move in told:
            with suppress(DomainError):
                move(self._stories[which])
            await keep(self._transactions, self._stories[which].lead)


async def rows(transactions: Transactions, projection: Projection) -> dict[object, Row]:
    async with transactions.read() as tx:
        return await shown(tx, projection)


async def the_rows_are_the_fold(
    transactions: Transactions,
    before: Sequence[tuple[int, Move]],
    meanwhile: Sequence[tuple[int, Move]],
    cuts: Sequence[int],
    batch: int,
) -> None:
    leads = Leads(transactions)
    await leads.begin()
    await leads.make(before)
    for projection in PROJECTIONS:
        inline = await rows(transactions, projection)
        for after in cuts:
            with suppress(PowerCut):
                await a_rebuild(transactions, batch=batch).rebuild(projection, Interruption(after))
        await leads.make(meanwhile)
        rebuilt = await a_rebuild(transactions, batch=batch).rebuild(projection)

        assert rebuilt.mended.count == 0
        assert await differing(transactions) == []
        assert meanwhile or inline == await rows(transactions, projection)


@given(told, told, cuts, batches)
@settings(max_examples=5)
def test_live_rows_batches_and_resumed_rebuilds_are_all_the_fold(
    before: list[tuple[int, Move]], meanwhile: list[tuple[int, Move]], cuts: list[int], batch: int
) -> None:
    async def tell() -> None:
        with TemporaryDirectory() as folder:
            async with a_fresh_database(SQLITE, Path(folder)) as transactions:
                await the_rows_are_the_fold(transactions, before, meanwhile, cuts, batch)

    asyncio.run(tell())
