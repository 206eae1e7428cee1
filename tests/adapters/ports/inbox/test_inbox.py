"""The inbox and the commands that were processed, on every adapter."""

from dataclasses import replace
from datetime import timedelta

from application.ports.inbox import Backlog, InboundUpdate, UpdateState
from application.ports.transaction import Transactions
from tests.support.databases import of_bot
from tests.support.leads import BOT_ID, MONDAY_9AM, OTHER_BOT_ID

FIRST = InboundUpdate(BOT_ID, 10, 70, '{"text": "Zoë 🔔"}')
SECOND = InboundUpdate(BOT_ID, 11, None, "{}")


async def keep(transactions: Transactions, *updates: InboundUpdate) -> None:
    async with transactions.write() as tx:
        await tx.inbox.keep(updates, at=MONDAY_9AM)


async def heads(transactions: Transactions, limit: int = 10) -> list[InboundUpdate]:
    async with transactions.read() as tx:
        return list(await tx.inbox.heads(limit=limit))


async def mark_handled(transactions: Transactions, update: InboundUpdate, problem: str = "") -> bool:
    async with transactions.write() as tx:
        return await tx.inbox.mark_handled(update, at=MONDAY_9AM, problem=problem)


async def test_keeping_nothing_is_fine(transactions: Transactions) -> None:
    await keep(transactions)

    assert await heads(transactions) == []


async def test_updates_wait_in_the_order_in_which_they_were_kept(transactions: Transactions) -> None:
    """Update ids may start again lower."""
    await keep(transactions, SECOND)
    await keep(transactions, FIRST)

    assert await heads(transactions, limit=1) == [SECOND]


async def test_of_each_chat_the_first_update_waits_in_front_and_presses_before_notes(
    transactions: Transactions,
) -> None:
    press = InboundUpdate(BOT_ID, 13, 80, "{}", is_press=True)
    await keep(transactions, FIRST, SECOND, replace(FIRST, update_id=12), press, replace(SECOND, update_id=14))

    assert await heads(transactions) == [press, FIRST, SECOND]


async def test_an_id_that_is_used_again_for_other_content_is_another_update(transactions: Transactions) -> None:
    former, later = replace(FIRST, identity="m-70-1"), replace(FIRST, identity="m-70-9", payload="later")
    await keep(transactions, former)
    assert await mark_handled(transactions, former)

    await keep(transactions, later, former)

    assert await heads(transactions) == [later]
    assert former.command_id != later.command_id
    async with transactions.read() as tx:
        assert await tx.inbox.kept(BOT_ID, 10) == later


async def test_who_sent_an_update_and_whether_it_is_a_press_is_kept(transactions: Transactions) -> None:
    press = replace(FIRST, person_id=70, is_press=True)

    await keep(transactions, press)

    assert await heads(transactions) == [press]


async def test_of_chats_that_are_passed_over_only_presses_are_in_front(transactions: Transactions) -> None:
    press = replace(FIRST, update_id=13, chat_id=80, is_press=True)
    await keep(transactions, FIRST, SECOND, press)

    async with transactions.read() as tx:
        without = [list(await tx.inbox.heads(limit=10, passed_over=lanes)) for lanes in ([70, 80], [None], [None, 70])]

    assert without == [[press, SECOND], [press, FIRST], [press]]


async def test_an_update_kept_twice_waits_once_as_it_came_first(transactions: Transactions) -> None:
    await keep(transactions, FIRST)

    await keep(transactions, replace(FIRST, payload="another"), SECOND)

    assert await heads(transactions) == [FIRST, SECOND]


async def test_an_update_is_handled_once_for_each_bot(
    transactions: Transactions,
) -> None:
    other, elsewhere = replace(FIRST, bot_id=OTHER_BOT_ID), of_bot(transactions, OTHER_BOT_ID)
    await keep(transactions, FIRST)
    await keep(elsewhere, other)

    assert await mark_handled(transactions, FIRST)
    assert not await mark_handled(transactions, FIRST)

    assert await heads(transactions) == []
    assert await heads(elsewhere) == [other]


async def test_a_handled_update_that_comes_again_is_not_handled_again(transactions: Transactions) -> None:
    await keep(transactions, FIRST)
    await mark_handled(transactions, FIRST, problem="ValueError")

    await keep(transactions, FIRST)

    assert await heads(transactions) == []
    async with transactions.read() as tx:
        assert await tx.inbox.backlog() == Backlog(0, None, failed=1)


async def test_a_command_is_processed_once(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        first = await tx.commands.remember("tg:1:10", at=MONDAY_9AM)
        again = await tx.commands.remember("tg:1:10", at=MONDAY_9AM)
    async with transactions.write() as tx:
        later = await tx.commands.remember("tg:1:10", at=MONDAY_9AM)
        other = await tx.commands.remember("tg:1:11", at=MONDAY_9AM)

    assert (first, again, later, other) == (True, False, False, True)


async def test_what_was_kept_can_be_read_again_also_when_it_is_handled(transactions: Transactions) -> None:
    await keep(transactions, FIRST, SECOND)
    await keep(of_bot(transactions, OTHER_BOT_ID), replace(FIRST, bot_id=OTHER_BOT_ID, payload="another"))
    await mark_handled(transactions, FIRST)

    async with transactions.read() as tx:
        assert await tx.inbox.kept(BOT_ID, 10) == FIRST
        assert await tx.inbox.kept(OTHER_BOT_ID, 10) is None
        assert await tx.inbox.kept(BOT_ID, 11) == SECOND
        assert await tx.inbox.kept(BOT_ID, 12) is None


async def test_the_backlog_counts_what_waits_and_says_since_when(transactions: Transactions) -> None:
    await keep(transactions, FIRST)
    async with transactions.write() as tx:
        await tx.inbox.keep([SECOND, replace(SECOND, update_id=12)], at=MONDAY_9AM + timedelta(minutes=1))
    await mark_handled(transactions, FIRST)

    async with transactions.read() as tx:
        assert await tx.inbox.backlog() == Backlog(2, MONDAY_9AM + timedelta(minutes=1))


async def test_what_was_handled_long_ago_without_a_problem_is_forgotten_and_nothing_else(
    transactions: Transactions,
) -> None:
    now = MONDAY_9AM + timedelta(minutes=1)
    waiting, odd, recent = (replace(FIRST, update_id=update_id) for update_id in (11, 12, 13))
    await keep(transactions, FIRST, waiting, odd, recent)
    await mark_handled(transactions, FIRST)
    await mark_handled(transactions, odd, problem="ValueError")
    async with transactions.write() as tx:
        await tx.inbox.mark_handled(recent, at=now)

    async with transactions.write() as tx:
        assert await tx.inbox.forget_handled(before=MONDAY_9AM) == 0
        assert await tx.inbox.forget_handled(before=now) == 1
        assert await tx.inbox.forget_handled(before=now) == 0

    async with transactions.read() as tx:
        kept = [await tx.inbox.kept(BOT_ID, update_id) for update_id in (10, 11, 12, 13)]
    assert kept == [None, waiting, odd, recent]


async def test_what_was_forgotten_is_not_handled_again_when_it_comes_again(transactions: Transactions) -> None:
    await keep(transactions, FIRST)
    await mark_handled(transactions, FIRST)
    async with transactions.write() as tx:
        await tx.inbox.forget_handled(before=MONDAY_9AM + timedelta(minutes=1))

    await keep(transactions, FIRST)

    assert await heads(transactions) == []
    async with transactions.read() as tx:
        assert await tx.inbox.kept(BOT_ID, 10) is None


# For operators.


async def numbers(transactions: Transactions, state: UpdateState | None, chat_id: int | None = None) -> list[int]:
    async with transactions.read() as tx:
        return [kept.update.update_id for kept in await tx.inbox.select(state=state, chat_id=chat_id, limit=10)]


async def test_updates_are_listed_by_their_state(transactions: Transactions) -> None:
    failed, handled = replace(FIRST, update_id=12), replace(FIRST, update_id=13, chat_id=80)
    await keep(transactions, FIRST, failed, handled)
    await mark_handled(transactions, failed, "KeyError")
    await mark_handled(transactions, handled)

    states = [await numbers(transactions, state) for state in (*UpdateState, None)]

    assert states == [[10], [12], [13], [13, 12, 10]]
    assert await numbers(transactions, None, chat_id=80) == [13]


async def test_a_failed_update_is_put_back_or_discarded_and_no_other_is(transactions: Transactions) -> None:
    failed, given_up = replace(FIRST, update_id=12), replace(FIRST, update_id=13)
    await keep(transactions, FIRST, failed, given_up)
    for update in (failed, given_up):
        await mark_handled(transactions, update, "KeyError")
    async with transactions.read() as tx:
        third, second, first = await tx.inbox.select(state=None, chat_id=None, limit=10)

    async with transactions.write() as tx:
        await tx.inbox.put_back(second.id)
        for kept in (first, third):
            await tx.inbox.discard(kept.id)
        after = [await tx.inbox.get(kept.id) for kept in (first, second, third)]
        backlog = await tx.inbox.backlog()

    assert [(kept.state.value, bool(kept.update.payload)) for kept in after if kept] == [
        ("waiting", True),
        ("waiting", True),
        ("handled", False),
    ]
    assert (backlog.updates, backlog.failed) == (2, 0)
