"""What settling writes, and who may, on every adapter."""

from dataclasses import replace

import pytest

from application.delivery.entry import EntryState, Settlement
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, SENT, UNCONFIRMED, again, get, lease, queue, settle
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM

LATER = MONDAY_9AM + MINUTE


@pytest.mark.parametrize("settlement", [SENT, DEAD, UNCONFIRMED])
async def test_an_attempt_that_ended_is_settled(transactions: Transactions, settlement: Settlement) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    assert await settle(transactions, leased, settlement, at=LATER)

    assert await get(transactions, leased.id) == replace(
        leased,
        state=settlement.state,
        reason=settlement.reason,
        message_id=settlement.message_id,
        lease_until=None,
        settled_at=LATER,
    )


async def test_an_attempt_to_be_repeated_waits_for_its_time(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    assert await settle(transactions, leased, again(LATER), at=MONDAY_9AM)

    assert await get(transactions, leased.id) == replace(
        leased, state=EntryState.QUEUED, reason="try again", not_before=LATER, lease_until=None
    )


async def test_an_attempt_that_does_not_count_is_not_counted(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    await settle(transactions, leased, again(LATER, counts_as_attempt=False))

    assert leased.attempts == 1
    assert (await get(transactions, leased.id)).attempts == 0


async def test_what_may_be_a_duplicate_stays_marked_as_one(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [first] = await lease(transactions)
    await settle(transactions, first, again(MONDAY_9AM, may_duplicate=True))

    [second] = await lease(transactions)
    await settle(transactions, second, SENT)

    assert second.may_duplicate
    assert (await get(transactions, first.id)).may_duplicate


@pytest.mark.parametrize("settlement", [SENT, DEAD, UNCONFIRMED, again(LATER)])
async def test_a_wrong_token_settles_nothing(transactions: Transactions, settlement: Settlement) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    assert not await settle(transactions, leased, settlement, token="another token")

    assert await get(transactions, leased.id) == leased


@pytest.mark.parametrize("settlement", [SENT, DEAD, UNCONFIRMED, again(LATER)])
async def test_an_attempt_that_lost_its_lease_to_another_settles_nothing(
    transactions: Transactions, settlement: Settlement
) -> None:
    await queue(transactions, an_answer())
    [lost] = await lease(transactions)
    await settle(transactions, lost, again(MONDAY_9AM))
    [present] = await lease(transactions)

    assert not await settle(transactions, lost, settlement)

    assert await get(transactions, lost.id) == present


@pytest.mark.parametrize("settlement", [DEAD, UNCONFIRMED, again(LATER)])
@pytest.mark.parametrize("already", [SENT, DEAD, UNCONFIRMED, again(LATER)])
async def test_an_attempt_is_settled_once(
    transactions: Transactions, already: Settlement, settlement: Settlement
) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    await settle(transactions, leased, already)
    settled = await get(transactions, leased.id)

    assert not await settle(transactions, leased, settlement, at=LATER)

    assert await get(transactions, leased.id) == settled


async def test_a_late_sent_turns_unconfirmed_into_sent(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    await settle(transactions, leased, UNCONFIRMED)

    assert await settle(transactions, leased, SENT, at=LATER)

    entry = await get(transactions, leased.id)
    assert (entry.state, entry.message_id, entry.settled_at) == (EntryState.SENT, 5, LATER)


async def test_a_late_sent_with_another_token_turns_nothing(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    await settle(transactions, leased, UNCONFIRMED)

    assert not await settle(transactions, leased, SENT, token="another token")

    assert (await get(transactions, leased.id)).state is EntryState.UNCONFIRMED


@pytest.mark.parametrize("already", [SENT, DEAD, again(LATER)])
async def test_a_late_sent_turns_nothing_but_unconfirmed(transactions: Transactions, already: Settlement) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    await settle(transactions, leased, already)

    assert not await settle(transactions, leased, replace(SENT, message_id=6))

    entry = await get(transactions, leased.id)
    assert (entry.state, entry.message_id) == (already.state, already.message_id)


async def test_an_unknown_entry_settles_nothing(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    assert not await settle(transactions, replace(leased, id=leased.id + 1), SENT)
