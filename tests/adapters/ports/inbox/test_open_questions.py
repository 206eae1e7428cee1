"""What the bot has asked, on every adapter: one question for each chat."""

from datetime import timedelta

import pytest

from application.ports.open_questions import OpenQuestion
from application.ports.transaction import Transactions
from tests.support.leads import MONDAY_9AM

FIRST = OpenQuestion(-(10**12), "zone", MONDAY_9AM)
SECOND = OpenQuestion(FIRST.chat_id, "say:" + "1" * 32 + ":1:2", MONDAY_9AM + timedelta(seconds=59, microseconds=1))
OTHER = OpenQuestion(80, "zone", MONDAY_9AM)


async def ask(transactions: Transactions, *questions: OpenQuestion) -> None:
    for question in questions:
        async with transactions.write() as tx:
            await tx.questions.ask(question)


async def open_in(transactions: Transactions, chat_id: int) -> OpenQuestion | None:
    async with transactions.read() as tx:
        return await tx.questions.of(chat_id)


async def test_a_question_stays_open_in_its_chat(transactions: Transactions) -> None:
    await ask(transactions, FIRST, OTHER)

    assert await open_in(transactions, FIRST.chat_id) == FIRST
    assert await open_in(transactions, OTHER.chat_id) == OTHER
    assert await open_in(transactions, 1) is None


async def test_a_new_question_takes_the_place_of_the_old(transactions: Transactions) -> None:
    await ask(transactions, FIRST, OTHER, SECOND)

    assert await open_in(transactions, FIRST.chat_id) == SECOND
    assert await open_in(transactions, OTHER.chat_id) == OTHER


async def test_a_closed_question_is_open_no_more_and_closing_twice_is_nothing(transactions: Transactions) -> None:
    await ask(transactions, FIRST, OTHER)

    async with transactions.write() as tx:
        for _ in range(2):
            await tx.questions.close(FIRST.chat_id)

    assert await open_in(transactions, FIRST.chat_id) is None
    assert await open_in(transactions, OTHER.chat_id) == OTHER


async def test_a_question_asked_in_vain_leaves_the_old_one_open(transactions: Transactions) -> None:
    await ask(transactions, FIRST)

    with pytest.raises(LookupError):
        await ask_in_vain(transactions)

    assert await open_in(transactions, FIRST.chat_id) == FIRST


async def ask_in_vain(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.questions.ask(SECOND)
        raise LookupError
