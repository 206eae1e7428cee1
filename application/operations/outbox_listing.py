"""Entries of the outbox, their attempts and operators' actions; and pruning them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.delivery.attempt import Attempt
from application.delivery.entry import Entry, EntryState
from application.delivery.message import Message
from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.operator_actions import OperatorAction
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from application.transactions import run_in_transaction
from application.wording.notices import marked_as_repeat

MOST_ACTIONS = 1000
"""Operators' actions shown for one entry."""


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """``attempts`` the oldest first, ``actions`` of operators the newest first. ``goes_out_as`` is the message as
    its owner sees it, or would: a possible repeat says so."""

    entry: Entry
    attempts: Sequence[Attempt]
    actions: Sequence[OperatorAction]

    @property
    def goes_out_as(self) -> Message:
        message = self.entry.content.message
        is_new_message = self.entry.edits_message_id is None
        return marked_as_repeat(message) if self.entry.may_duplicate and is_new_message else message


@dataclass(frozen=True, slots=True)
class OutboxQueries:
    transactions: Transactions

    async def select(self, entry_filter: EntryFilter, *, limit: int) -> Sequence[Entry]:
        """The newest first."""
        async with self.transactions.read() as tx:
            return await tx.outbox.select(entry_filter, limit=limit)

    async def count_by_state(self) -> Mapping[EntryState, int]:
        async with self.transactions.read() as tx:
            return await tx.outbox.count_by_state()

    async def get(self, entry_id: int) -> Entry:
        """Raise ``EntryNotFound``."""
        async with self.transactions.read() as tx:
            return await tx.outbox.get(entry_id)

    async def history(self, entry_id: int) -> EntryHistory:
        """Raise ``EntryNotFound``."""
        async with self.transactions.read() as tx:
            return EntryHistory(
                await tx.outbox.get(entry_id),
                await tx.attempts.of_entry(entry_id),
                await tx.operator_actions.select(entry_id=entry_id, limit=MOST_ACTIONS),
            )

    async def actions(self, *, entry_id: int | None = None, limit: int) -> Sequence[OperatorAction]:
        """Operators' actions on the outbox and the relay, the newest first."""
        async with self.transactions.read() as tx:
            return await tx.operator_actions.select(entry_id=entry_id, limit=limit)


@dataclass(frozen=True, slots=True)
class OutboxPruning:
    transactions: Transactions
    clock: Clock

    async def prune(self, before: datetime, request: OperatorRequest, *, dry_run: bool = False) -> int:
        """Forget messages that ended before then, and their attempts; return how many. No trail when there are none."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            forgotten = await tx.outbox.prune(before=before, at=now)
            if forgotten:
                details = f"{forgotten} that ended before {before.isoformat()}"
                await tx.operator_actions.add(request.action("outbox prune", now, details=details))
            return forgotten

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)
