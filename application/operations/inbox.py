"""Operators' commands on updates: see those that failed, handle them once more, give them up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from application.errors import ApplicationError, UpdateNotFound
from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.inbox import KeptUpdate, UpdateState
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.transactions import run_in_transaction

MOST_AT_ONCE = 1000


class UpdateRefused(ApplicationError):
    def __init__(self, update: KeptUpdate) -> None:
        why = "its words were erased" if update.state is UpdateState.FAILED else f"it is {update.state}, not failed"
        super().__init__(f"update {update.id} cannot be handled once more or given up: {why}")


@dataclass(frozen=True, slots=True)
class InboxOperations:
    transactions: Transactions
    clock: Clock

    async def select(
        self, *, state: UpdateState | None, chat_id: int | None = None, limit: int
    ) -> Sequence[KeptUpdate]:
        """The newest first."""
        async with self.transactions.read() as tx:
            return await tx.inbox.select(state=state, chat_id=chat_id, limit=limit)

    async def get(self, number: int) -> KeptUpdate:
        """Raise ``UpdateNotFound``."""
        async with self.transactions.read() as tx:
            return await _found(tx, number)

    async def retry(
        self, request: OperatorRequest, numbers: Collection[int], *, dry_run: bool = False
    ) -> Sequence[KeptUpdate]:
        """They wait again, and are handled by the running program; for no numbers all that failed.

        Raise ``UpdateNotFound`` and ``UpdateRefused``; then none is changed.
        """

        async def work(tx: Transaction) -> Sequence[KeptUpdate]:
            failed = [await _failed(tx, number) for number in numbers] or [
                one
                for one in await tx.inbox.select(state=UpdateState.FAILED, chat_id=None, limit=MOST_AT_ONCE)
                if one.update.payload
            ]
            for one in failed:
                await tx.inbox.put_back(one.id)
                await self._note(tx, request, "inbox retry", one)
            tx.wake(Work.UPDATES)
            return failed

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def discard(self, request: OperatorRequest, number: int, *, dry_run: bool = False) -> KeptUpdate:
        """Its words go, and it counts as handled. Raise ``UpdateNotFound``, ``UpdateRefused``."""

        async def work(tx: Transaction) -> KeptUpdate:
            failed = await _failed(tx, number)
            await tx.inbox.discard(number)
            await self._note(tx, request, "inbox discard", failed)
            return failed

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def _note(self, tx: Transaction, request: OperatorRequest, command: str, kept: KeptUpdate) -> None:
        await tx.operator_actions.add(request.action(command, self.clock.now(), details=f"update {kept.id}"))


async def _found(tx: Transaction, number: int) -> KeptUpdate:
    kept = await tx.inbox.get(number)
    if kept is None:
        raise UpdateNotFound(number)
    return kept


async def _failed(tx: Transaction, number: int) -> KeptUpdate:
    kept = await _found(tx, number)
    if kept.state is not UpdateState.FAILED or not kept.update.payload:
        raise UpdateRefused(kept)
    return kept
