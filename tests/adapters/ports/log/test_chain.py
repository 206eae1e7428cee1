"""The chain over the log, on both databases."""

import pytest

from application.ports.chain import ORIGIN, Head, StoredLink
from application.ports.transaction import Transactions
from application.transactions import run_in_transaction
from tests.adapters.ports.log.test_lead_log import append
from tests.support.databases import SQL_DATABASES
from tests.support.eventful_lead import an_eventful_lead
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, a_new_lead, events_of

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)


async def links(transactions: Transactions) -> list[StoredLink]:
    async with transactions.read() as tx:
        return list(await tx.chain.links(after=0, limit=1000))


async def test_an_empty_log_ends_where_chains_begin(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        assert await tx.chain.head() == Head(0, ORIGIN)
        assert await tx.chain.links(after=0, limit=10) == []


async def test_each_digest_covers_its_event_and_the_digest_before(transactions: Transactions) -> None:
    await append(transactions, *events_of(an_eventful_lead()))
    await append(transactions, *events_of(a_new_lead(OTHER_LEAD_ID)))

    before = ORIGIN
    for position, stored in enumerate(await links(transactions), start=1):
        assert stored.link.position == position
        assert stored.digest == stored.link.digest(before)
        before = stored.digest
    async with transactions.read() as tx:
        assert await tx.chain.head() == Head(await tx.log.head(), before)


async def test_a_batch_that_is_rolled_back_leaves_the_chain_as_it_was(transactions: Transactions) -> None:
    await append(transactions, *events_of(a_new_lead(LEAD_ID)))
    before = await links(transactions)

    events = events_of(a_new_lead(OTHER_LEAD_ID))
    await run_in_transaction(transactions, lambda tx: tx.log.append(events), dry_run=True)

    assert await links(transactions) == before
    await append(transactions, *events_of(a_new_lead(OTHER_LEAD_ID)))
    assert [one.link.position for one in await links(transactions)] == [1, 2]


async def test_links_come_in_pages(transactions: Transactions) -> None:
    await append(transactions, *events_of(an_eventful_lead()))
    whole = await links(transactions)

    async with transactions.read() as tx:
        assert list(await tx.chain.links(after=3, limit=4)) == whole[3:7]


async def test_destroying_a_key_leaves_the_chain_as_it_was(transactions: Transactions) -> None:
    await append(transactions, *events_of(an_eventful_lead()))
    before = await links(transactions)

    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    assert await links(transactions) == before


async def test_the_lead_whose_key_was_destroyed_is_known(transactions: Transactions) -> None:
    await append(transactions, *events_of(an_eventful_lead()))
    await append(transactions, *events_of(a_new_lead(OTHER_LEAD_ID)))
    async with transactions.read() as tx:
        assert await tx.chain.leads_without_key() == []

    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    async with transactions.read() as tx:
        assert await tx.chain.leads_without_key() == [LEAD_ID]
