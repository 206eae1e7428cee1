"""Many attempts settled in one transaction, each by its own token, on every adapter."""

from dataclasses import replace

from application.delivery.entry import EntryState
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import (
    DEAD,
    MINUTE,
    SENT,
    UNCONFIRMED,
    again,
    get,
    lease,
    queue,
    settle,
    settle_all,
)
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM

LATER = MONDAY_9AM + MINUTE


async def states(transactions: Transactions, *entry_ids: int) -> list[EntryState]:
    return [(await get(transactions, entry_id)).state for entry_id in entry_ids]


async def test_each_is_settled_as_its_own_outcome_says(transactions: Transactions) -> None:
    ids = await queue(transactions, *(an_answer(chat_id) for chat_id in range(1, 5)))
    leased = await lease(transactions)

    written = await settle_all(transactions, *zip(leased, [SENT, DEAD, UNCONFIRMED, again(LATER)], strict=True))

    assert sorted(written) == ids
    assert await states(transactions, *ids) == [
        EntryState.SENT,
        EntryState.DEAD,
        EntryState.UNCONFIRMED,
        EntryState.QUEUED,
    ]


async def test_one_that_lost_its_lease_is_fenced_and_the_others_are_written(transactions: Transactions) -> None:
    fine, fenced, late = await queue(transactions, an_answer(1), an_answer(2), an_answer(3))
    first, second, third = await lease(transactions)
    await settle(transactions, third, UNCONFIRMED)

    written = await settle_all(
        transactions, (first, SENT), (replace(second, token="another token"), DEAD), (third, SENT), at=LATER
    )

    assert sorted(written) == [fine, late]
    assert await states(transactions, fine, fenced, late) == [EntryState.SENT, EntryState.SENDING, EntryState.SENT]
    assert (await get(transactions, fenced)) == second
    assert (await get(transactions, late)).settled_at == LATER


async def test_of_two_attempts_of_one_entry_only_the_one_in_flight_is_written(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, an_answer())
    [lost] = await lease(transactions)
    await settle(transactions, lost, again(MONDAY_9AM))
    [present] = await lease(transactions)

    written = await settle_all(transactions, (lost, DEAD), (present, SENT), (lost, UNCONFIRMED))

    assert list(written) == [entry_id]
    assert await states(transactions, entry_id) == [EntryState.SENT]


async def test_an_attempt_that_a_watcher_gave_up_in_the_same_breath_is_still_sent(transactions: Transactions) -> None:
    ids = await queue(transactions, an_answer(1), an_answer(2))
    one, two = await lease(transactions)

    await settle_all(transactions, (one, SENT), (one, UNCONFIRMED), (two, UNCONFIRMED), (two, SENT))

    assert await states(transactions, *ids) == [EntryState.SENT, EntryState.SENT]


async def test_a_late_verdict_that_is_not_sent_does_not_ride_on_one_that_is(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, an_answer())
    [attempt] = await lease(transactions)
    await settle(transactions, attempt, UNCONFIRMED)

    await settle_all(transactions, (attempt, again(LATER)), (attempt, SENT), (attempt, DEAD))

    assert await states(transactions, entry_id) == [EntryState.SENT]


async def test_settling_nothing_writes_nothing(transactions: Transactions) -> None:
    assert list(await settle_all(transactions)) == []
