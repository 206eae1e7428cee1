"""Residual personal data is remembered while a message is in flight, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.manual_clock import ManualClock
from application.erasure.redaction import Redaction
from application.ports.inbox import InboundUpdate
from application.ports.personal_data import Redacted, ResidualData
from application.ports.transaction import Transactions
from tests.adapters.ports.personal_data.redacted import ELSEWHERE, NOON, RESIDUAL
from tests.support.databases import SQL_DATABASES
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID
from tests.support.memory_app import nothing_is_left

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

SECOND = ResidualData(
    BOT_ID, OTHER_LEAD_ID, frozenset({ELSEWHERE, -(10**12) - 9}), until=NOON + timedelta(microseconds=1)
)
THIRD = replace(RESIDUAL, lead_id=THIRD_LEAD_ID, chat_ids=frozenset({90}))


async def remember(transactions: Transactions, *remembered: ResidualData) -> None:
    async with transactions.write() as tx:
        for residual in remembered:
            await tx.personal_data.remember(residual)


async def remembered(transactions: Transactions) -> list[ResidualData]:
    async with transactions.read() as tx:
        return list(await tx.personal_data.remembered(limit=10))


async def an_update_waits(transactions: Transactions, update_id: int, chat_id: int) -> InboundUpdate:
    update = InboundUpdate(BOT_ID, update_id, chat_id, '{"text": "Met Ada"}')
    async with transactions.write() as tx:
        await tx.inbox.keep([update], at=MONDAY_9AM)
    return update


async def handle(transactions: Transactions, update: InboundUpdate) -> None:
    async with transactions.write() as tx:
        await tx.inbox.mark_handled(update, at=NOON)


def a_redaction(transactions: Transactions) -> Redaction:
    return Redaction(transactions, ManualClock(NOON), nothing_is_left)


async def test_they_come_in_the_order_of_their_leads_and_in_pages(transactions: Transactions) -> None:
    await remember(transactions, THIRD, RESIDUAL, SECOND)

    async with transactions.read() as tx:
        assert await tx.personal_data.remembered(limit=2) == [RESIDUAL, SECOND]
        assert await tx.personal_data.remembered(after=SECOND.lead_id, limit=2) == [THIRD]
        assert await tx.personal_data.remembered(after=THIRD.lead_id, limit=2) == []


async def test_remembered_data_stays_as_it_was(transactions: Transactions) -> None:
    await remember(transactions, RESIDUAL)

    await remember(transactions, replace(SECOND, lead_id=RESIDUAL.lead_id))

    assert await remembered(transactions) == [RESIDUAL]


async def test_forgotten_data_is_remembered_no_more(transactions: Transactions) -> None:
    await remember(transactions, RESIDUAL, SECOND)

    async with transactions.write() as tx:
        for _ in range(2):
            await tx.personal_data.forget(RESIDUAL.lead_id)

    assert await remembered(transactions) == [SECOND]


async def test_residual_data_is_remembered_as_long_as_a_message_is_in_flight(transactions: Transactions) -> None:
    update, redaction = await an_update_waits(transactions, 1, CHAT_ID), a_redaction(transactions)

    async with transactions.write() as tx:
        assert await redaction.redact(tx, residual=RESIDUAL) == Redacted(waiting=1)
    assert await remembered(transactions) == [RESIDUAL]

    await handle(transactions, update)
    assert await redaction.redact_remembered() == Redacted(updates=1)
    assert await remembered(transactions) == []


async def test_each_is_redacted_though_earlier_ones_still_wait(
    transactions: Transactions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("application.erasure.redaction.BATCH", 1)
    await remember(transactions, RESIDUAL, SECOND, THIRD)
    for update_id, chat_id in enumerate((CHAT_ID, ELSEWHERE), start=1):
        await an_update_waits(transactions, update_id, chat_id)
    await handle(transactions, await an_update_waits(transactions, 3, 90))

    assert await a_redaction(transactions).redact_remembered() == Redacted(updates=1, waiting=2)

    assert await remembered(transactions) == [RESIDUAL, SECOND]
