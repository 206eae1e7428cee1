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


async def test_a_message_is_found_with_its_edits_the_latest_first(transactions: Transactions) -> None:
    edit, again = replace(BROUGHT, update_id=11, identity="e-70-5-2"), replace(BROUGHT, update_id=3)
    others = [replace(BROUGHT, identity=identity) for identity in (identity_of_message(71, 5), "e-70-55-2", "p-70-5-2")]
    await keep(transactions, BROUGHT, *others, edit, again)
    async with transactions.write() as tx:
        assert await tx.inbox.mark_handled(again, at=MONDAY_9AM)

    async with transactions.read() as tx:
        assert await tx.inbox.versions_of(70, 5) == [again, edit, BROUGHT]
        assert await tx.inbox.versions_of(70, 6) == []


async def test_a_message_is_found_in_its_bot_only(transactions: Transactions) -> None:
    await keep(transactions, BROUGHT)

    async with of_bot(transactions, OTHER_BOT_ID).read() as tx:
        assert await tx.inbox.versions_of(70, 5) == []


async def test_the_parts_of_a_message_are_found_by_the_first(transactions: Transactions) -> None:
    rest = [replace(BROUGHT, update_id=number, identity=identity_of_message(70, number)) for number in (11, 12, 13)]
    await keep(transactions, BROUGHT, *rest)
    async with transactions.write() as tx:
        for part in rest[:2]:
            await tx.inbox.mark_handled(part, at=MONDAY_9AM, part_of=BROUGHT.command_id)

    async with transactions.read() as tx:
        assert [one.update_id for one in await tx.inbox.parts_of(BROUGHT)] == [10, 11, 12]
        assert [one.update_id for one in await tx.inbox.parts_of(rest[2])] == [13]


async def test_updates_that_are_kept_are_no_news(transactions: Transactions) -> None:
    await keep(transactions, BROUGHT)
    again, later = replace(BROUGHT, payload="{}"), replace(BROUGHT, identity="m-70-6")

    async with transactions.read() as tx:
        assert await tx.inbox.news([again, later]) == [later]
