"""Two bots on one database: messages, pace, chats and updates are one bot's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.attempt import Verdict, attempt_of
from application.delivery.entry import EntryKind, EntryState, Settlement
from application.delivery.pause import PauseCause, RelayPause
from application.errors import EntryNotFound
from application.ports.bots import OtherBot
from application.ports.inbox import InboundUpdate
from application.ports.open_questions import OpenQuestion
from application.ports.outbox import EntryFilter
from application.ports.rate_limit import TokenBucket
from application.ports.transaction import Transactions
from tests.adapters.ports.bots.messages import MINUTE, leased, queued
from tests.support.leads import (
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
)

FAR = MONDAY_9AM + timedelta(days=60)


async def test_each_bot_sends_its_own_messages_in_the_same_chat(
    transactions: Transactions, elsewhere: Transactions
) -> None:
    here, there = await queued(transactions, "here"), await queued(elsewhere, "there")

    assert [entry.id for entry in await leased(transactions)] == [here]
    assert [entry.id for entry in await leased(elsewhere)] == [there]
    assert await leased(transactions) == []
    async with transactions.read() as tx:
        assert [entry.id for entry in await tx.outbox.in_flight(limit=10)] == [here]
        assert await tx.outbox.count_by_state() == {EntryState.SENDING: 1}
        assert [entry.id for entry in await tx.outbox.select(EntryFilter(), limit=10)] == [here]


async def test_an_entry_of_another_bot_is_not_there(transactions: Transactions, elsewhere: Transactions) -> None:
    entry_id = await queued(transactions)
    [entry] = await leased(transactions)

    async with elsewhere.write() as tx:
        with pytest.raises(EntryNotFound):
            await tx.outbox.get(entry_id)
        assert list(await tx.outbox.settle([(entry, Settlement(EntryState.SENT, message_id=5))], at=MONDAY_9AM)) == []
        queued_again = replace(entry, state=EntryState.QUEUED)
        assert list(await tx.outbox.end([queued_again], EntryState.DEAD, reason="no", at=MONDAY_9AM)) == []
        assert not await tx.outbox.requeue(queued_again, reason="no", at=MONDAY_9AM, may_duplicate=False)
        assert not await tx.outbox.has_queued(EntryKind.ANSWER, CHAT_ID)
        assert await tx.outbox.withdraw_card_edits(LEAD_ID, at=MONDAY_9AM) == 0
    async with transactions.read() as tx:
        assert await tx.outbox.get(entry_id) == entry


async def test_a_message_id_is_known_to_its_bot_only(transactions: Transactions, elsewhere: Transactions) -> None:
    await queued(transactions)
    [entry] = await leased(transactions)
    async with transactions.write() as tx:
        await tx.outbox.settle([(entry, Settlement(EntryState.SENT, message_id=5))], at=MONDAY_9AM)

    async with transactions.read() as tx:
        assert await tx.outbox.has_message(CHAT_ID, 5)
    async with elsewhere.read() as tx:
        assert not await tx.outbox.has_message(CHAT_ID, 5)


async def test_the_same_chat_is_lost_throttled_and_moved_for_one_bot_only(
    transactions: Transactions, elsewhere: Transactions
) -> None:
    await queued(transactions)
    there = await queued(elsewhere)

    async with transactions.write() as tx:
        await tx.chat_states.throttle_until({CHAT_ID: MONDAY_9AM + MINUTE}, at=MONDAY_9AM)
        await tx.chat_states.mark_unreachable(CHAT_ID, reason="blocked", at=MONDAY_9AM)
    assert await leased(transactions) == []
    async with transactions.write() as tx:
        await tx.chat_states.move(CHAT_ID, to=-5)

    async with elsewhere.read() as tx:
        state = await tx.chat_states.get(CHAT_ID)
        assert (state.free_at, state.unreachable_since, state.moved_to) == (None, None, None)
        assert await tx.chat_states.unreachable() == []
        assert (await tx.outbox.get(there)).content.chat_id == CHAT_ID
        assert await tx.outbox.next_due_at(MONDAY_9AM) == MONDAY_9AM
    assert [entry.id for entry in await leased(elsewhere)] == [there]


async def test_a_pause_and_the_pace_are_one_bots(transactions: Transactions, elsewhere: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.rate_limiter.bucket()
        await tx.rate_limiter.pause(RelayPause(PauseCause.THROTTLED, MONDAY_9AM, MONDAY_9AM + MINUTE, "429"))
        await tx.rate_limiter.save(TokenBucket(MONDAY_9AM, 7))

    async with elsewhere.write() as tx:
        assert await tx.rate_limiter.pauses() == []
        assert await tx.rate_limiter.bucket() == TokenBucket()
        await tx.rate_limiter.lift(list(PauseCause))
        await tx.rate_limiter.save(TokenBucket(MONDAY_9AM, 2))
        assert await tx.installation.high_water_mark() == 9
    async with transactions.read() as tx:
        assert [pause.bot_id for pause in await tx.rate_limiter.pauses()] == [BOT_ID]
        assert await tx.rate_limiter.bucket() == TokenBucket(MONDAY_9AM, 7)


async def test_attempts_count_for_their_bot(transactions: Transactions, elsewhere: Transactions) -> None:
    await queued(transactions)
    [entry] = await leased(transactions)
    attempt = attempt_of(entry, Verdict.UNCONFIRMED, ended_at=MONDAY_9AM, counted=True, reason="silence")
    async with transactions.write() as tx:
        await tx.attempts.add([attempt, replace(attempt, verdict=Verdict.THROTTLED)])
    async with elsewhere.write() as tx:
        await tx.attempts.add([replace(attempt, verdict=Verdict.SENT, chat_id=CHAT_ID + 1, entry_id=99)])

    async with elsewhere.read() as tx:
        assert await tx.attempts.unconfirmed_in_a_row() == 0
        assert await tx.attempts.of_entry(entry.id) == []
        assert await tx.attempts.count_by_verdict() == {Verdict.SENT: 1}
    async with transactions.read() as tx:
        assert await tx.attempts.unconfirmed_in_a_row() == 1
        assert not await tx.attempts.others_sent_since_throttled(CHAT_ID, since=MONDAY_9AM)


async def test_updates_commands_and_questions_are_one_bots(transactions: Transactions, elsewhere: Transactions) -> None:
    update = InboundUpdate(BOT_ID, 10, CHAT_ID, "{}")
    async with transactions.write() as tx:
        await tx.inbox.keep([update], at=MONDAY_9AM)
        await tx.commands.remember("seal:2026-11-02", at=MONDAY_9AM)
        await tx.questions.ask(OpenQuestion(CHAT_ID, "set/ask/zone", MONDAY_9AM))

    async with elsewhere.write() as tx:
        assert await tx.inbox.heads(limit=10) == []
        assert (await tx.inbox.backlog()).updates == 0
        assert not await tx.inbox.mark_handled(update, at=MONDAY_9AM)
        assert not await tx.commands.is_known("seal:2026-11-02")
        assert await tx.commands.remember("seal:2026-11-02", at=MONDAY_9AM)
        assert await tx.questions.of(CHAT_ID) is None
        await tx.questions.close(CHAT_ID)
    async with transactions.read() as tx:
        assert await tx.questions.of(CHAT_ID) is not None
        assert await tx.inbox.heads(limit=10) == [update]


async def test_an_update_of_another_bot_is_not_kept(elsewhere: Transactions) -> None:
    with pytest.raises(OtherBot):
        async with elsewhere.write() as tx:
            await tx.inbox.keep([InboundUpdate(BOT_ID, 10, CHAT_ID, "{}")], at=MONDAY_9AM)


async def test_what_was_said_of_one_bot_is_pruned_alone(transactions: Transactions, elsewhere: Transactions) -> None:
    for each in (transactions, elsewhere):
        await queued(each)
        [entry] = await leased(each)
        async with each.write() as tx:
            await tx.outbox.settle([(entry, Settlement(EntryState.SENT, message_id=5))], at=MONDAY_9AM)

    async with transactions.write() as tx:
        assert await tx.outbox.prune(before=FAR, at=FAR) == 1
    async with elsewhere.read() as tx:
        assert await tx.outbox.count_by_state() == {EntryState.SENT: 1}
