"""What every attempt came to, on every adapter."""

import pytest

from application.delivery.attempt import Attempt, Verdict
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import MINUTE
from tests.support.leads import MONDAY_9AM

SENT, NOT_SENT, THROTTLED = Verdict.SENT, Verdict.NOT_SENT, Verdict.THROTTLED
UNCONFIRMED, REJECTED, LEASE_OVER = Verdict.UNCONFIRMED, Verdict.REJECTED, Verdict.LEASE_OVER


def an_attempt(verdict: Verdict, *, entry_id: int = 1, chat_id: int = 7, number: int = 1) -> Attempt:
    return Attempt(
        entry_id=entry_id,
        chat_id=chat_id,
        number=number,
        token="a token",
        leased_at=MONDAY_9AM,
        ended_at=MONDAY_9AM + MINUTE,
        verdict=verdict,
        counted=verdict is not LEASE_OVER,
        reason="why",
    )


async def add(transactions: Transactions, *attempts: Attempt) -> None:
    async with transactions.write() as tx:
        await tx.attempts.add(attempts)


async def test_attempts_of_an_entry_are_read_back_the_oldest_first(transactions: Transactions) -> None:
    """In the order in which they were written, whatever the wall clock said."""
    mine = [an_attempt(verdict, number=number) for number, verdict in enumerate(Verdict, start=1)]
    await add(transactions, *mine[:3])
    await add(transactions, an_attempt(SENT, entry_id=2), *mine[3:])

    async with transactions.read() as tx:
        assert await tx.attempts.of_entry(1) == mine
        assert await tx.attempts.of_entry(3) == []


async def test_adding_none_adds_none(transactions: Transactions) -> None:
    await add(transactions)

    async with transactions.read() as tx:
        assert await tx.attempts.count_by_verdict() == {}


async def test_attempts_are_counted_by_their_verdict(transactions: Transactions) -> None:
    await add(transactions, an_attempt(SENT), an_attempt(SENT, entry_id=2), an_attempt(REJECTED))

    async with transactions.read() as tx:
        assert await tx.attempts.count_by_verdict() == {SENT: 2, REJECTED: 1}


@pytest.mark.parametrize(
    ("verdicts", "streak"),
    [
        ([], 0),
        ([SENT], 0),
        ([UNCONFIRMED], 1),
        ([UNCONFIRMED, UNCONFIRMED], 2),
        ([UNCONFIRMED, SENT, UNCONFIRMED], 1),
        ([UNCONFIRMED, SENT], 0),
        ([UNCONFIRMED, REJECTED], 0),
        ([UNCONFIRMED, Verdict.UNREACHABLE], 0),
        ([UNCONFIRMED, Verdict.MOVED], 0),
        ([UNCONFIRMED, NOT_SENT, THROTTLED, UNCONFIRMED, NOT_SENT], 2),
        ([UNCONFIRMED, Verdict.MISCONFIGURED, LEASE_OVER, Verdict.PROVEN], 1),
        ([SENT, NOT_SENT, THROTTLED], 0),
    ],
)
async def test_unconfirmed_calls_in_a_row_pass_over_what_proves_nothing(
    transactions: Transactions, verdicts: list[Verdict], streak: int
) -> None:
    await add(transactions, *(an_attempt(verdict) for verdict in verdicts))

    async with transactions.read() as tx:
        assert await tx.attempts.unconfirmed_in_a_row() == streak


MINE, OTHERS = 7, 8


@pytest.mark.parametrize(
    ("attempts", "are_let_through"),
    [
        ([], False),
        ([(OTHERS, SENT)], False),
        ([(MINE, THROTTLED)], False),
        ([(OTHERS, SENT), (MINE, THROTTLED)], False),
        ([(MINE, THROTTLED), (OTHERS, SENT)], True),
        ([(MINE, THROTTLED), (OTHERS, SENT), (OTHERS, NOT_SENT), (MINE, NOT_SENT)], True),
        ([(MINE, THROTTLED), (OTHERS, SENT), (MINE, THROTTLED)], False),
        ([(MINE, THROTTLED), (MINE, SENT)], False),
        ([(OTHERS, THROTTLED), (OTHERS, SENT)], False),
        ([(MINE, THROTTLED), (OTHERS, UNCONFIRMED), (OTHERS, REJECTED), (OTHERS, THROTTLED)], False),
    ],
)
async def test_others_are_let_through_when_one_was_sent_since_this_chat_was_refused(
    transactions: Transactions, attempts: list[tuple[int, Verdict]], are_let_through: bool
) -> None:
    await add(transactions, *(an_attempt(verdict, chat_id=chat_id) for chat_id, verdict in attempts))

    async with transactions.read() as tx:
        assert await tx.attempts.others_sent_since_throttled(MINE, since=MONDAY_9AM) is are_let_through
