"""Operators and updates that failed."""

import pytest

from application.errors import UpdateNotFound
from application.inbox.updates import Handled
from application.operations.inbox import UpdateRefused
from application.operator_request import OperatorRequest
from application.ports.inbox import InboundUpdate, UpdateState
from application.ports.transaction import Transactions
from tests.support.inbox import handle_waiting
from tests.support.leads import BOT_ID, CHAT_ID
from tests.support.memory_app import MemoryApp

REQUEST = OperatorRequest("operator:me", "after the repair")


class Handler:
    def __init__(self) -> None:
        self.is_broken = True
        self.handled: list[int] = []

    async def __call__(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        if self.is_broken:
            raise KeyError("a bug")
        self.handled.append(update.update_id)
        return Handled()


async def failed(app: MemoryApp, *update_ids: int) -> Handler:
    handler = Handler()
    async with app.transactions.write() as tx:
        await tx.inbox.keep([InboundUpdate(BOT_ID, one, CHAT_ID, "{}") for one in update_ids], at=app.clock.now())
    await handled(app, handler)
    handler.is_broken = False
    return handler


async def handled(app: MemoryApp, handler: Handler) -> None:
    await handle_waiting(app.transactions, app.clock, handler, app.messenger)


async def in_state(app: MemoryApp, state: UpdateState) -> list[int]:
    return [kept.id for kept in await app.use.inbox.select(state=state, limit=10)]


async def test_what_failed_is_handled_once_more_when_an_operator_says_so(app: MemoryApp) -> None:
    handler = await failed(app, 10, 11)

    await app.use.inbox.retry(REQUEST, [])
    await handled(app, handler)
    await handled(app, handler)

    assert handler.handled == [10, 11]
    assert await in_state(app, UpdateState.FAILED) == []


async def test_one_of_them_is_named_by_its_number(app: MemoryApp) -> None:
    handler = await failed(app, 10, 11)
    [second, first] = await in_state(app, UpdateState.FAILED)

    await app.use.inbox.retry(REQUEST, [first], dry_run=True)
    await app.use.inbox.retry(REQUEST, [second])
    await handled(app, handler)

    assert handler.handled == [11]
    assert await in_state(app, UpdateState.FAILED) == [first]


async def test_a_discarded_update_is_not_handled_and_its_words_are_gone(app: MemoryApp) -> None:
    await failed(app, 10)
    [number] = await in_state(app, UpdateState.FAILED)

    await app.use.inbox.discard(REQUEST, number)

    assert (await app.use.inbox.get(number)).update.payload == ""
    with pytest.raises(UpdateRefused):
        await app.use.inbox.retry(REQUEST, [number])


async def test_what_did_not_fail_is_refused(app: MemoryApp) -> None:
    with pytest.raises(UpdateNotFound):
        await app.use.inbox.get(7)
    with pytest.raises(UpdateNotFound):
        await app.use.inbox.discard(REQUEST, 7)
    assert await app.use.inbox.retry(REQUEST, []) == []


async def test_operators_see_failed_updates_in_health(app: MemoryApp) -> None:
    await failed(app, 10, 11)

    assert (await app.use.health.figures()).updates_failed == 2
