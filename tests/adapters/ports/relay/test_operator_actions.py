"""What operators did, and which database this is, on every adapter."""

from application.ports.operator_actions import OperatorAction
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import MINUTE
from tests.support.leads import MONDAY_9AM

PAUSED = OperatorAction(MONDAY_9AM + MINUTE, "operator:ada", "relay pause", "maintenance")
RESENT = OperatorAction(MONDAY_9AM, "operator:ada", "outbox resend", "she asked for it", 7, "may duplicate")
WITHDRAWN = OperatorAction(MONDAY_9AM, "operator:bob", "outbox withdraw", "not wanted", 8)


async def test_what_operators_did_is_read_back_the_newest_first(transactions: Transactions) -> None:
    for action in (PAUSED, RESENT, WITHDRAWN):
        async with transactions.write() as tx:
            await tx.operator_actions.add(action)

    async with transactions.read() as tx:
        assert await tx.operator_actions.select(limit=10) == [WITHDRAWN, RESENT, PAUSED]
        assert await tx.operator_actions.select(limit=1) == [WITHDRAWN]


async def test_what_was_done_to_one_entry_is_found_by_it(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        for action in (PAUSED, RESENT, WITHDRAWN):
            await tx.operator_actions.add(action)

    async with transactions.read() as tx:
        assert await tx.operator_actions.select(entry_id=7, limit=10) == [RESENT]
        assert await tx.operator_actions.select(entry_id=9, limit=10) == []


async def test_a_new_database_is_not_known(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        assert await tx.installation.identity() is None


async def test_a_database_is_known_by_its_last_identity(transactions: Transactions) -> None:
    for identity in ("first", "first", "second"):
        async with transactions.write() as tx:
            await tx.installation.identify(identity)

    async with transactions.read() as tx:
        assert await tx.installation.identity() == "second"
