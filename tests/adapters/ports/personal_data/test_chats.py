"""What was said in an erased lead's chat, by its owner and by us of the chat itself, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.erasure.redaction import chats_of
from application.ports.chat_state import ChatState
from application.ports.inbox import InboundUpdate
from application.ports.open_questions import OpenQuestion
from application.ports.personal_data import Redacted
from application.ports.transaction import Transactions
from tests.adapters.ports.personal_data.redacted import ELSEWHERE, NOON, RESIDUAL, SECOND, redact
from tests.adapters.ports.relay.test_moved_chats import NEW, OLD, move
from tests.support.databases import SQL_DATABASES
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

UPDATE = InboundUpdate(BOT_ID, 1, CHAT_ID, '{"text": "Met Ada"}')
OTHERS = (replace(UPDATE, update_id=2, chat_id=ELSEWHERE), replace(UPDATE, update_id=3, chat_id=None))
BOTH_CHATS = replace(RESIDUAL, chat_ids=frozenset({CHAT_ID, ELSEWHERE}))
DAY = timedelta(days=1)
whenever_it_came = pytest.mark.parametrize("at", [MONDAY_9AM, NOON + SECOND], ids=["before the erasure", "after it"])


async def keep(transactions: Transactions, *updates: InboundUpdate, at: datetime = MONDAY_9AM) -> None:
    async with transactions.write() as tx:
        await tx.inbox.keep(updates, at=at)


async def handle(transactions: Transactions, *updates: InboundUpdate, problem: str = "") -> None:
    async with transactions.write() as tx:
        for update in updates:
            await tx.inbox.mark_handled(update, at=NOON + DAY, problem=problem)


async def kept(transactions: Transactions, *updates: InboundUpdate) -> list[InboundUpdate | None]:
    async with transactions.read() as tx:
        return [await tx.inbox.kept(update.bot_id, update.update_id) for update in updates]


@pytest.mark.parametrize("problem", ["", "ValueError"])
@whenever_it_came
async def test_what_its_owner_sent_is_gone_once_it_is_handled(
    transactions: Transactions, problem: str, at: datetime
) -> None:
    await keep(transactions, UPDATE, at=at)
    await handle(transactions, UPDATE, problem=problem)

    assert await redact(transactions) == Redacted(updates=1)
    assert await redact(transactions) == Redacted()

    assert await kept(transactions, UPDATE) == [None]


@whenever_it_came
async def test_what_is_still_to_be_handled_keeps_its_words_and_waits(transactions: Transactions, at: datetime) -> None:
    await keep(transactions, UPDATE, at=at)

    assert await redact(transactions) == Redacted(waiting=1)
    assert await kept(transactions, UPDATE) == [UPDATE]

    await handle(transactions, UPDATE)
    assert await redact(transactions) == Redacted(updates=1)
    assert await kept(transactions, UPDATE) == [None]


@pytest.mark.parametrize("is_handled", [True, False])
async def test_what_came_from_elsewhere_stays(transactions: Transactions, *, is_handled: bool) -> None:
    await keep(transactions, *OTHERS)
    if is_handled:
        await handle(transactions, *OTHERS)

    assert await redact(transactions) == Redacted()

    assert await kept(transactions, *OTHERS) == list(OTHERS)


async def test_what_came_from_each_of_its_chats_is_gone(transactions: Transactions) -> None:
    elsewhere, nowhere = OTHERS
    await keep(transactions, UPDATE, elsewhere, nowhere)
    await handle(transactions, UPDATE, elsewhere, nowhere)

    assert await redact(transactions, BOTH_CHATS) == Redacted(updates=2)

    assert await kept(transactions, UPDATE, elsewhere, nowhere) == [None, None, nowhere]


async def test_what_was_asked_there_is_asked_no_more(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.questions.ask(OpenQuestion(CHAT_ID, "what about Ada?", NOON))
        await tx.questions.ask(OpenQuestion(ELSEWHERE, "what about Ada?", MONDAY_9AM))

    await redact(transactions, BOTH_CHATS)

    async with transactions.read() as tx:
        assert [await tx.questions.of(chat_id) for chat_id in (CHAT_ID, ELSEWHERE)] == [None, None]


async def test_what_was_asked_later_or_elsewhere_stays_open(transactions: Transactions) -> None:
    questions = [OpenQuestion(CHAT_ID, "zone", NOON + SECOND), OpenQuestion(ELSEWHERE, "zone", MONDAY_9AM)]
    async with transactions.write() as tx:
        for question in questions:
            await tx.questions.ask(question)

    await redact(transactions, at=NOON + DAY)

    async with transactions.read() as tx:
        assert [await tx.questions.of(question.chat_id) for question in questions] == questions


async def test_its_unreachable_chat_stays_so_without_the_reason(
    transactions: Transactions,
) -> None:
    async with transactions.write() as tx:
        for chat_id in (CHAT_ID, ELSEWHERE):
            await tx.chat_states.mark_unreachable(chat_id, reason="403: Ada has blocked us", at=MONDAY_9AM)

    await redact(transactions)

    async with transactions.read() as tx:
        assert await tx.chat_states.get(CHAT_ID) == ChatState(CHAT_ID, unreachable_since=MONDAY_9AM)
        assert (await tx.chat_states.get(ELSEWHERE)).reason == "403: Ada has blocked us"


async def test_a_chat_that_has_moved_has_two_ids(transactions: Transactions) -> None:
    await move(transactions, OLD, to=NEW)

    async with transactions.read() as tx:
        assert await chats_of(tx, OLD) == {OLD, NEW}
        assert await chats_of(tx, NEW) == {NEW}
        assert await chats_of(tx, CHAT_ID) == {CHAT_ID}
