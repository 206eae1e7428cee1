"""Two programs at one update, on every database."""

import asyncio

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import say
from application.inbox.direct_answers import Flash
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from tests.support.inbox import handle_waiting
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import YOU, use_cases

UPDATE = InboundUpdate(BOT_ID, 10, CHAT_ID, "Met Ada")


async def test_who_comes_second_to_an_update_finds_it_handled(transactions: Transactions) -> None:
    clock, messenger, handled = ManualClock(MONDAY_9AM), MemoryMessenger(), list[InboundUpdate]()
    async with transactions.write() as tx:
        await tx.inbox.keep([UPDATE], at=MONDAY_9AM)

    async def capture(update: InboundUpdate, within: Transactions) -> Handled:
        handled.append(update)
        await use_cases(within, clock).capture.capture(update.payload, owner=YOU, command_id="tg:1:10")
        return Handled([NewEntry(EntryKind.ANSWER, CHAT_ID, say("Thanks"))], [Flash(CHAT_ID, "press", "Done")])

    await asyncio.gather(*(handle_waiting(transactions, clock, capture, messenger) for _ in range(2)))

    async with transactions.read() as tx:
        entries = await tx.outbox.count_by_state()
        leads = await tx.leads.count(owner_id=YOU.id)
    assert (handled, leads, sum(entries.values())) == ([UPDATE], 1, 2)
    assert len(messenger.acknowledged) == 1
