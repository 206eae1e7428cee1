"""The gate before the relay, on every adapter."""

from datetime import timedelta

from application.delivery import RelayPause
from application.ports.transaction import Transactions
from tests.leads import MONDAY_9AM

MINUTE = timedelta(minutes=1)


async def pause_until(transactions: Transactions, minutes: int, reason: str) -> None:
    async with transactions.write() as tx:
        await tx.relay_gate.pause_until(MONDAY_9AM + minutes * MINUTE, reason=reason)


async def pause(transactions: Transactions) -> RelayPause | None:
    async with transactions.read() as tx:
        return await tx.relay_gate.pause()


async def test_the_gate_was_never_closed_at_first(transactions: Transactions) -> None:
    assert await pause(transactions) is None


async def test_a_pause_is_kept_with_its_reason(transactions: Transactions) -> None:
    await pause_until(transactions, 1, "429")

    assert await pause(transactions) == RelayPause(MONDAY_9AM + MINUTE, "429")


async def test_a_pause_is_lengthened(transactions: Transactions) -> None:
    await pause_until(transactions, 1, "429")

    await pause_until(transactions, 2, "401")

    assert await pause(transactions) == RelayPause(MONDAY_9AM + 2 * MINUTE, "401")


async def test_a_pause_is_never_shortened(transactions: Transactions) -> None:
    await pause_until(transactions, 2, "401")

    await pause_until(transactions, 1, "429")

    assert await pause(transactions) == RelayPause(MONDAY_9AM + 2 * MINUTE, "401")
