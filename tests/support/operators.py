"""An operator, requests of theirs, and what they change."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.delivery.entry import Entry
from application.delivery.outcome import Outcome
from application.operations.outbox import OutboxOperations
from application.operator_request import OperatorRequest
from application.ports.operator_actions import OperatorAction
from application.ports.transaction import Transactions
from domain.recorded_event import RecordedEvent
from tests.support.memory_app import MemoryApp

EVE = "operator:eve"
WHY = "Ada has phoned"


def a_mandate(reason: str = WHY) -> OperatorRequest:
    return OperatorRequest(EVE, reason, command_id="operator:1")


def operations(app: MemoryApp) -> OutboxOperations:
    return OutboxOperations(app.transactions, app.clock)


async def a_reminder_that_was(app: MemoryApp, outcome: Outcome) -> Entry:
    """The entry of a planned lead's first step, after one attempt with this outcome."""
    await app.claimed_lead()
    app.messenger.next_outcomes.append(outcome)
    assert await app.relay.relay_due() == 1
    return await app.reminder_entry()


async def trail(transactions: Transactions) -> Sequence[OperatorAction]:
    async with transactions.read() as tx:
        return await tx.operator_actions.select(limit=100)


@dataclass(frozen=True, slots=True)
class Written:
    """All that a command can write."""

    entries: Sequence[Entry]
    events: Sequence[RecordedEvent]
    actions: Sequence[OperatorAction]


async def written(app: MemoryApp) -> Written:
    async with app.transactions.read() as tx:
        events = [recorded.event for recorded in await tx.log.page(after=0, limit=1000)]
    return Written(await app.entries(), events, await trail(app.transactions))
