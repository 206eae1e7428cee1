"""Many rows that are wrong, over more spans than one: each is found once, and the first named, on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from application.ports.transaction import Transactions
from application.projections.comparison import SHOWN, Difference
from application.projections.registry import LEAD_LIST
from application.projections.verification import ProjectionVerification
from tests.support.databases import SQL_DATABASES
from tests.support.leads import a_new_lead, keep
from tests.support.rebuilding import a_rebuild, all_hold

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

LEADS = [UUID(int=number << 96 | 1) for number in range(1, 40)]
RENAMED, GONE, MADE_UP = LEADS[3:30:3], LEADS[1:30:4], UUID(int=1 << 127)


async def damaged(transactions: Transactions) -> set[tuple[str, str]]:
    """What is to be found."""
    await keep(transactions, *(a_new_lead(lead_id) for lead_id in LEADS))
    gone = set(GONE) - set(RENAMED)
    async with transactions.write() as tx:
        rows = {row.lead_id: row for row in await tx.leads.rows_of(LEADS)}
        await tx.leads.remove(sorted(gone))
        await tx.leads.put(RENAMED, [replace(rows[lead_id], title="another person") for lead_id in RENAMED])
        await tx.leads.add([replace(rows[LEADS[0]], lead_id=MADE_UP)])
    return {
        *(("missing", str(lead_id)) for lead_id in gone),
        *(("changed", str(lead_id)) for lead_id in RENAMED),
        ("extra", str(MADE_UP)),
    }


def named(found: Sequence[Difference]) -> set[tuple[str, str]]:
    return {(one.kind, one.key) for one in found}


@pytest.mark.parametrize("subjects", [2, 7, 500])
async def test_a_rebuild_finds_each_in_spans_of_any_size(
    transactions: Transactions, monkeypatch: pytest.MonkeyPatch, subjects: int
) -> None:
    monkeypatch.setattr("application.projections.swap.AGGREGATES", subjects)
    monkeypatch.setattr("application.projections.comparison.SHOWN", 100)
    expected = await damaged(transactions)

    mended = (await a_rebuild(transactions).rebuild(LEAD_LIST)).mended

    assert (len(mended.differences), named(mended.differences)) == (len(expected), expected)
    assert await all_hold(transactions)


@pytest.mark.parametrize("batch", [1, 5, 2000])
async def test_verifying_finds_each_in_batches_of_any_size(
    transactions: Transactions, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("application.projections.comparison.SHOWN", 100)
    expected = await damaged(transactions)

    found = (await ProjectionVerification(transactions, batch=batch).verify(LEAD_LIST)).comparison

    assert (len(found.differences), named(found.differences)) == (len(expected), expected)


async def test_the_first_twenty_are_named_and_all_are_counted(transactions: Transactions) -> None:
    await keep(transactions, *(a_new_lead(lead_id) for lead_id in LEADS))
    async with transactions.write() as tx:
        await tx.leads.remove(LEADS)

    found = (await ProjectionVerification(transactions).verify(LEAD_LIST)).comparison

    assert (found.missing, found.count) == (len(LEADS), len(LEADS))
    assert [one.key for one in found.differences] == [str(lead_id) for lead_id in LEADS[:SHOWN]]
