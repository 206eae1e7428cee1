"""A lead was erased on Monday at noon: what is done about its traces, each in a transaction of its own."""

from datetime import datetime, timedelta

from application.delivery.attempt import Attempt, Verdict, attempt_of
from application.delivery.entry import Entry, NewEntry, Settlement
from application.ports.personal_data import Redacted, ResidualData
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import get, lease, queue, settle
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM

NOON = MONDAY_9AM + timedelta(hours=3)
SECOND = timedelta(seconds=1)
ELSEWHERE = 80
RESIDUAL = ResidualData(BOT_ID, LEAD_ID, frozenset({CHAT_ID}), until=NOON)
QUOTE = "400: what about Ada?"


async def redact(transactions: Transactions, residual: ResidualData = RESIDUAL, *, at: datetime = NOON) -> Redacted:
    async with transactions.write() as tx:
        return await tx.personal_data.redact(residual, at=at)


async def delivered(
    transactions: Transactions, content: NewEntry, settlement: Settlement, *, at: datetime = MONDAY_9AM
) -> Entry:
    """After one attempt whose reason quotes the message. Nothing else may wait in its chat."""
    [entry_id] = await queue(transactions, content, at=at)
    [leased] = await lease(transactions, at)
    await settle(transactions, leased, settlement, at=at)
    await record_attempt(transactions, leased)
    return await get(transactions, entry_id)


async def record_attempt(transactions: Transactions, entry: Entry) -> None:
    """An outcome that was kept back for a while may be written late."""
    attempt = attempt_of(entry, Verdict.UNCONFIRMED, ended_at=MONDAY_9AM, counted=True, reason=QUOTE)
    async with transactions.write() as tx:
        await tx.attempts.add([attempt])


async def attempts_of(transactions: Transactions, entry: Entry) -> list[Attempt]:
    async with transactions.read() as tx:
        return list(await tx.attempts.of_entry(entry.id))
