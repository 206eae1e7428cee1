"""The update that brought a message, on every adapter."""

from dataclasses import replace

from application.ports.inbox import InboundUpdate, identity_of_message
from application.ports.transaction import Transactions
from tests.support.databases import of_bot
from tests.support.leads import BOT_ID, MONDAY_9AM, OTHER_BOT_ID

BROUGHT = InboundUpdate(BOT_ID, 10, 70, "{}", identity_of_message(70, 5))


async def keep(transactions: Transactions, *updates: InboundUpdate) -> None:
    async with transactions.write() as tx:
        await tx.inbox.keep(updates, at=MONDAY_9AM)


async def test_the_newest_update_that_brought_a_message_is_found_by_the_message(transactions: Transactions) -> None:
    edit, again = replace(BROUGHT, update_id=11, identity="e-70-5-2"), replace(BROUGHT, update_id=3)
    await keep(transactions, BROUGHT, edit, replace(BROUGHT, identity=identity_of_message(71, 5)), again)
    async with transactions.write() as tx:
        assert await tx.inbox.mark_handled(again, at=MONDAY_9AM)

    async with transactions.read() as tx:
        assert await tx.inbox.of_message(70, 5) == again
        assert await tx.inbox.of_message(70, 6) is None


async def test_a_message_is_found_in_its_bot_only(transactions: Transactions) -> None:
    await keep(transactions, BROUGHT)

    async with of_bot(transactions, OTHER_BOT_ID).read() as tx:
        assert await tx.inbox.of_message(70, 5) is None
