"""A chat that has moved takes its queued entries along, on every adapter."""

from application.delivery.entry import EntryState
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import MINUTE, SENT, again, chats_leased, get, lease, queue, settle
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, step_of

OLD, NEW, NEWEST = 5, -(10**12) - 9, -(10**12) - 10


async def move(transactions: Transactions, chat_id: int, *, to: int) -> None:
    async with transactions.write() as tx:
        await tx.chat_states.move(chat_id, to=to)


async def chats(transactions: Transactions, *entry_ids: int) -> list[int]:
    return [(await get(transactions, entry_id)).content.chat_id for entry_id in entry_ids]


async def test_queued_entries_go_to_its_new_id(transactions: Transactions) -> None:
    ids = await queue(transactions, an_answer(OLD), a_reminder(chat_id=OLD), an_answer(6))

    await move(transactions, OLD, to=NEW)

    assert await chats(transactions, *ids) == [NEW, NEW, 6]


async def test_new_entries_go_to_its_new_id(transactions: Transactions) -> None:
    await move(transactions, OLD, to=NEW)

    [answer] = await queue(transactions, an_answer(OLD))
    async with transactions.write() as tx:
        await tx.outbox.add_all([a_reminder(chat_id=OLD)], at=MONDAY_9AM)
        reminder = await tx.outbox.of_reminder(step_of(LEAD_ID, 1), 1)

    assert reminder is not None
    assert await chats(transactions, answer, reminder.id) == [NEW, NEW]


async def test_the_attempt_that_found_out_moves_with_the_entries_behind_it(transactions: Transactions) -> None:
    ids = await queue(transactions, an_answer(OLD), an_answer(OLD))
    [leased] = await lease(transactions)

    async with transactions.write() as tx:
        await tx.outbox.settle([(leased, again(MONDAY_9AM))], at=MONDAY_9AM)
        await tx.chat_states.move(OLD, to=NEW)

    assert await chats(transactions, *ids) == [NEW, NEW]
    assert await chats_leased(transactions) == [NEW]


async def test_they_queue_up_with_entries_that_wait_there_already(transactions: Transactions) -> None:
    first, second = await queue(transactions, an_answer(OLD), an_answer(NEW))
    await move(transactions, OLD, to=NEW)

    [one] = await lease(transactions)
    await settle(transactions, one, SENT)
    [two] = await lease(transactions)

    assert [one.id, two.id] == [first, second]


async def test_a_chat_that_moves_on_is_written_to_where_it_is_now(transactions: Transactions) -> None:
    await move(transactions, OLD, to=NEW)
    await move(transactions, NEW, to=NEWEST)

    ids = await queue(transactions, an_answer(OLD), an_answer(NEW))

    assert await chats(transactions, *ids) == [NEWEST, NEWEST]


async def test_a_chat_that_moves_back_is_written_to_where_it_is_now(transactions: Transactions) -> None:
    await move(transactions, OLD, to=NEW)
    await move(transactions, NEW, to=OLD)

    ids = await queue(transactions, an_answer(OLD), an_answer(NEW))

    assert await chats(transactions, *ids) == [OLD, OLD]


async def test_only_queued_entries_move(transactions: Transactions) -> None:
    [in_flight] = await queue(transactions, an_answer(OLD))
    [leased] = await lease(transactions, lasting=MINUTE)

    await move(transactions, OLD, to=NEW)

    assert await get(transactions, in_flight) == leased
    async with transactions.read() as tx:
        assert await tx.outbox.select(EntryFilter(state=EntryState.QUEUED), limit=1) == []
