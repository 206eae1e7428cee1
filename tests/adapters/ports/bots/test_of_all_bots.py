"""A transaction of all bots reads everything, and does nothing that is a matter of one."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from application.delivery.pause import PauseCause, RelayPause
from application.ports.bots import ALL_BOTS, BotNotNamed, KnownBot, OtherBot
from application.ports.open_questions import OpenQuestion
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from tests.adapters.ports.bots.messages import MINUTE, queued
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import (
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_BOT_ID,
    OWNER_ID,
    a_new_lead,
    keep,
)


async def test_a_pause_of_all_bots_stops_each_also_one_that_comes_later(
    transactions: Transactions, elsewhere: Transactions, of_all: Transactions
) -> None:
    pause = RelayPause(PauseCause.OPERATOR, MONDAY_9AM, None, "a move", by="operator:eve")
    async with of_all.write() as tx:
        await tx.rate_limiter.hold()
        await tx.rate_limiter.pause(pause)
        await tx.rate_limiter.pause(pause)

    for each in (transactions, elsewhere):
        async with each.write() as tx:
            await tx.rate_limiter.lift([PauseCause.OPERATOR])
            assert [(one, one.bot_id) for one in await tx.rate_limiter.pauses()] == [(pause, None)]
    async with of_all.write() as tx:
        await tx.rate_limiter.lift([PauseCause.OPERATOR])
        assert await tx.rate_limiter.pauses() == []


async def test_all_bots_pauses_are_listed_and_lifted_together(
    transactions: Transactions, elsewhere: Transactions, of_all: Transactions
) -> None:
    for minutes, each in enumerate((transactions, elsewhere)):
        async with each.write() as tx:
            await tx.rate_limiter.pause(RelayPause(PauseCause.BREAKER, MONDAY_9AM + minutes * MINUTE, None, "silence"))

    async with of_all.write() as tx:
        listed = [pause.bot_id for pause in await tx.rate_limiter.pauses()]
        await tx.rate_limiter.lift([PauseCause.BREAKER])
        assert await tx.rate_limiter.pauses() == []

    assert listed == [BOT_ID, OTHER_BOT_ID]


async def test_a_transaction_of_all_bots_reads_what_each_has(
    transactions: Transactions, elsewhere: Transactions, of_all: Transactions
) -> None:
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True))
    here, there = await queued(transactions), await queued(elsewhere)

    async with of_all.read() as tx:
        assert {entry.id: entry.bot_id for entry in await tx.outbox.select(EntryFilter(), limit=10)} == {
            here: BOT_ID,
            there: OTHER_BOT_ID,
        }
        assert (await tx.log.load(LEAD_ID)).state.bot_id == BOT_ID
        assert [one.row.bot_id for one in await tx.leads.page(owner_id=None, offset=0, limit=10)] == [BOT_ID]
        assert await tx.bots.all() == [KnownBot(BOT_ID, leads=1, waiting=1), KnownBot(OTHER_BOT_ID, waiting=1)]
        assert await tx.bots.of_owner(OWNER_ID) == [BOT_ID]


MATTERS_OF_ONE: Sequence[Callable[[Transaction], Awaitable[object]]] = (
    lambda tx: tx.outbox.add(an_answer(), at=MONDAY_9AM),
    lambda tx: tx.outbox.add_all([a_reminder()], at=MONDAY_9AM),
    lambda tx: tx.account_log.load(OWNER_ID),
    lambda tx: tx.accounts.of_chat(CHAT_ID),
    lambda tx: tx.rate_limiter.bucket(),
    lambda tx: tx.chat_states.get(CHAT_ID),
    lambda tx: tx.chat_states.mark_unreachable(CHAT_ID, reason="", at=MONDAY_9AM),
    lambda tx: tx.questions.ask(OpenQuestion(CHAT_ID, "", MONDAY_9AM)),
    lambda tx: tx.questions.of(CHAT_ID),
    lambda tx: tx.commands.remember("tg:1:1", at=MONDAY_9AM),
)


@pytest.mark.parametrize("number", range(len(MATTERS_OF_ONE)))
async def test_a_transaction_of_all_bots_does_nothing_that_is_a_matter_of_one(
    of_all: Transactions, elsewhere: Transactions, number: int
) -> None:
    async with elsewhere.write() as tx:
        await tx.chat_states.mark_unreachable(CHAT_ID, reason="blocked", at=MONDAY_9AM)

    async with of_all.write() as tx:
        with pytest.raises(BotNotNamed):
            await MATTERS_OF_ONE[number](tx)


async def test_a_transaction_is_narrowed_to_one_bot_and_to_no_other(of_all: Transactions) -> None:
    async with of_all.write() as tx:
        narrowed = tx.of_bot(BOT_ID)
        await narrowed.outbox.add(an_answer(), at=MONDAY_9AM)

        assert (tx.bot_id, narrowed.bot_id, narrowed.of_bot(BOT_ID).bot_id) == (None, BOT_ID, BOT_ID)
        with pytest.raises(OtherBot):
            narrowed.of_bot(OTHER_BOT_ID)
    async with of_all.read() as tx:
        assert await tx.bots.all() == [KnownBot(BOT_ID, waiting=1)]
        assert ALL_BOTS not in [one.bot_id for one in await tx.bots.all()]
