"""Standing troubles, on every adapter."""

from datetime import timedelta

from application.ports.transaction import Transactions
from application.ports.troubles import StandingTrouble, Trouble
from tests.support.leads import MONDAY_9AM

LATER = MONDAY_9AM + timedelta(minutes=1)


async def test_a_trouble_stands_since_it_was_first_noted_with_its_newest_reason(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.troubles.note(Trouble.CLOCK_DOUBTED, "2 minutes", at=MONDAY_9AM)
        await tx.troubles.note(Trouble.TELEGRAM_REFUSES, "401", at=LATER, bot_id=7)
        await tx.troubles.note(Trouble.CLOCK_DOUBTED, "3 minutes", at=LATER)

    async with transactions.read() as tx:
        assert await tx.troubles.all() == [
            StandingTrouble(Trouble.CLOCK_DOUBTED, "3 minutes", MONDAY_9AM),
            StandingTrouble(Trouble.TELEGRAM_REFUSES, "401", LATER, 7),
        ]


async def test_a_trouble_is_lifted_for_its_bot_only(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.troubles.note(Trouble.TELEGRAM_REFUSES, "401", at=MONDAY_9AM, bot_id=7)
        await tx.troubles.note(Trouble.TELEGRAM_REFUSES, "409", at=LATER, bot_id=8)

    async with transactions.write() as tx:
        lifted = [await tx.troubles.lift(Trouble.TELEGRAM_REFUSES, bot_id=bot_id) for bot_id in (7, 7, 9)]
        standing = await tx.troubles.all()

    assert lifted == [True, False, False]
    assert [trouble.bot_id for trouble in standing] == [8]
