"""The rate limiter, on every adapter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from application.delivery.pause import PauseCause, RelayPause
from application.ports.rate_limit import TokenBucket
from application.ports.transaction import Transactions
from tests.support.leads import MONDAY_9AM

MINUTE = timedelta(minutes=1)


def a_pause(cause: PauseCause, minutes: int | None, reason: str, *, since: datetime = MONDAY_9AM) -> RelayPause:
    """Without an end when ``minutes`` is None."""
    return RelayPause(cause, since, None if minutes is None else MONDAY_9AM + minutes * MINUTE, reason, "operator:ada")


SHORT = a_pause(PauseCause.THROTTLED, 1, "429")
LONG = a_pause(PauseCause.THROTTLED, 2, "429 again")
ENDLESS = a_pause(PauseCause.THROTTLED, None, "until an operator resumes")


async def pause(transactions: Transactions, *pauses: RelayPause) -> None:
    for each in pauses:
        async with transactions.write() as tx:
            await tx.rate_limiter.pause(each)


async def pauses(transactions: Transactions) -> Sequence[RelayPause]:
    async with transactions.read() as tx:
        return await tx.rate_limiter.pauses()


@pytest.mark.parametrize(
    ("recorded", "longest"),
    [((SHORT,), SHORT), ((SHORT, LONG), LONG), ((LONG, SHORT), LONG), ((SHORT, ENDLESS, LONG), ENDLESS)],
)
async def test_the_longest_pause_of_a_cause_holds(
    transactions: Transactions, recorded: Sequence[RelayPause], longest: RelayPause
) -> None:
    assert await pauses(transactions) == []

    await pause(transactions, *recorded)

    assert await pauses(transactions) == [longest]


async def test_each_cause_has_a_pause_of_its_own(transactions: Transactions) -> None:
    operator = a_pause(PauseCause.OPERATOR, None, "maintenance", since=MONDAY_9AM - MINUTE)

    await pause(transactions, LONG, operator)

    assert await pauses(transactions) == [operator, LONG]


async def test_pauses_are_lifted_by_their_cause(transactions: Transactions) -> None:
    operator = a_pause(PauseCause.OPERATOR, None, "maintenance")
    breaker = a_pause(PauseCause.BREAKER, 5, "silence")
    await pause(transactions, SHORT, operator, breaker)

    async with transactions.write() as tx:
        await tx.rate_limiter.lift([PauseCause.OPERATOR, PauseCause.BREAKER, PauseCause.MISCONFIGURED])

    assert await pauses(transactions) == [SHORT]


async def test_after_it_was_lifted_a_shorter_pause_holds_again(transactions: Transactions) -> None:
    await pause(transactions, ENDLESS)
    async with transactions.write() as tx:
        await tx.rate_limiter.lift([PauseCause.THROTTLED])

    await pause(transactions, SHORT)

    assert await pauses(transactions) == [SHORT]


async def test_the_bucket_is_kept(transactions: Transactions) -> None:
    filled = TokenBucket(MONDAY_9AM + timedelta(milliseconds=40), 2**40)

    async with transactions.write() as tx:
        assert await tx.rate_limiter.bucket() == TokenBucket(None, 0)
        await tx.rate_limiter.save(filled)

    async with transactions.read() as tx:
        assert await tx.rate_limiter.bucket() == filled


async def test_a_pause_from_before_the_clock_was_set_back_is_replaced(transactions: Transactions) -> None:
    by_the_old_clock = a_pause(PauseCause.THROTTLED, 65, "429", since=MONDAY_9AM + 60 * MINUTE)
    await pause(transactions, by_the_old_clock)

    await pause(transactions, SHORT)

    assert await pauses(transactions) == [SHORT]
