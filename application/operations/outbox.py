"""Operators' commands on single entries: send one again, resolve an unconfirmed one, give one up.

Each is one transaction: the entry, the event on its lead and the line in the trail are written together or not at all.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from application.delivery.entry import Entry, EntryKind, EntryState
from application.errors import ConcurrentChange
from application.operations.refusals import (
    MessageUnwanted,
    refuse_discard,
    refuse_old_card,
    refuse_resend,
    refuse_resolve,
    refuse_retry,
    refuse_while_sending,
)
from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.operator_actions import OperatorAction
from application.ports.outbox import Claim
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import record
from application.transactions import run_in_transaction
from domain.errors import DomainError
from domain.lead.decisions.delivery import reminder_failed, reminder_resolved, requeue_reminder
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry as it was and as it is now."""

    before: Entry
    after: Entry


Write = Callable[[Transaction, Entry, datetime], Awaitable[bool]]
"""Whether the entry was changed, which it is not when another program was first."""


class Decide(Protocol):
    """The event on the reminder's lead. Raise ``DomainError``."""

    def __call__(self, state: LeadState, reminder_id: ReminderId, /, *, generation: int, at: datetime) -> Event: ...


@dataclass(frozen=True, slots=True)
class _Order:
    """One command on one entry. ``check`` raises ``ActionRefused``; ``sends`` commands bring it to its owner."""

    command: str
    check: Callable[[Entry, datetime], None]
    write: Write
    decide: Decide
    arguments: str = ""
    sends: bool = False


@dataclass(frozen=True, slots=True)
class OutboxOperations:
    """Each raises ``EntryNotFound`` and ``ActionRefused``, and then has written nothing; nor has a ``dry_run``."""

    transactions: Transactions
    clock: Clock

    async def retry(self, entry_id: int, request: OperatorRequest, *, dry_run: bool = False) -> EntryChange:
        """Queue a message that surely never arrived; one that waits for its time is tried now."""
        write, decide = _requeued(f"retried: {request.reason}"), partial(requeue_reminder, reason=request.reason)
        order = _Order("retry", refuse_retry, write, decide, sends=True)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def resend(
        self, entry_id: int, request: OperatorRequest, *, accept_duplicate: bool, dry_run: bool = False
    ) -> EntryChange:
        """Queue a message that may have arrived once more, marked as a repeat."""

        def check(entry: Entry, _: datetime) -> None:
            refuse_resend(entry, accept_duplicate=accept_duplicate)

        write = _requeued(f"sent once more: {request.reason}", may_duplicate=True)
        decide = partial(requeue_reminder, reason=request.reason)
        order = _Order("resend", check, write, decide, "--accept-duplicate", sends=True)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def resolve(
        self, entry_id: int, request: OperatorRequest, *, delivered: bool, dry_run: bool = False
    ) -> EntryChange:
        """Record whether an unconfirmed message arrived: it becomes sent, or dead."""
        answer = "delivered" if delivered else "not-delivered"
        state = EntryState.SENT if delivered else EntryState.DEAD
        write = _ended(state, f"resolved as {answer}: {request.reason}")
        decide = partial(reminder_resolved, delivered=delivered, reason=request.reason)
        order = _Order("resolve", lambda entry, _: refuse_resolve(entry), write, decide, f"--as {answer}")
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def discard(self, entry_id: int, request: OperatorRequest, *, dry_run: bool = False) -> EntryChange:
        """Give up a message that waits, or is unconfirmed."""
        reason = f"discarded: {request.reason}"
        write, decide = _ended(EntryState.WITHDRAWN, reason), partial(reminder_failed, reason=reason)
        order = _Order("discard", lambda entry, _: refuse_discard(entry), write, decide)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def _change(self, entry_id: int, order: _Order, request: OperatorRequest, *, dry_run: bool) -> EntryChange:
        async def work(tx: Transaction) -> EntryChange:
            now = self.clock.now()
            lead = await _lead_of(tx, await tx.outbox.get(entry_id))
            # Read again under the lock of its lead: the entry may have changed before.
            before = await tx.outbox.get(entry_id)
            refuse_while_sending(before, now)
            order.check(before, now)
            decision = _decide(order, before, lead, now)
            if not await order.write(tx, before, now):
                # A relay or a pressed button was first. The next attempt sees its new state, and refuses.
                raise ConcurrentChange(f"outbox entry {entry_id} was changed meanwhile")
            tx.wake(Work.MESSAGES)
            if decision is not None:
                lead, claim = decision
                await record(tx, lead, request.origin(*claim), at=now)
            change = EntryChange(before, await tx.outbox.get(entry_id))
            await tx.operator_actions.add(_action(order, change, request, now))
            return change

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)


async def _lead_of(tx: Transaction, entry: Entry) -> Lead | None:
    """Of a reminder or a card. Raise ``LeadNotFound``, ``UnreadableEvent``."""
    content = entry.content
    if content.lead_id is None or content.kind not in (EntryKind.REMINDER, EntryKind.CARD):
        return None
    return await tx.log.load(content.lead_id)


def _decide(order: _Order, entry: Entry, lead: Lead | None, now: datetime) -> tuple[Lead, Claim] | None:
    """The lead with its new event; None for an entry that is no reminder, or when its lead's state stays."""
    reminder_id, generation = entry.content.reminder_id, entry.content.generation
    is_on_its_way = order.sends and entry.state is EntryState.QUEUED
    if lead is None or is_on_its_way:
        return None
    if reminder_id is None or generation is None:
        if order.sends:
            refuse_old_card(entry, lead)
        return None
    try:
        lead.record(order.decide(lead.state, reminder_id, generation=generation, at=now))
    except DomainError as refusal:
        raise MessageUnwanted(entry.id, str(refusal)) from refusal
    return lead, (reminder_id, generation)


def _requeued(reason: str, *, may_duplicate: bool = False) -> Write:
    async def write(tx: Transaction, entry: Entry, at: datetime) -> bool:
        return await tx.outbox.requeue(entry, reason=reason, at=at, may_duplicate=may_duplicate)

    return write


def _ended(state: EntryState, reason: str) -> Write:
    async def write(tx: Transaction, entry: Entry, at: datetime) -> bool:
        return entry.id in await tx.outbox.end([entry], state, reason=reason, at=at)

    return write


def _action(order: _Order, change: EntryChange, request: OperatorRequest, at: datetime) -> OperatorAction:
    moved = f"{change.before.state} → {change.after.state}"
    details = f"{order.arguments}; {moved}" if order.arguments else moved
    return request.action(f"outbox {order.command}", at, entry_id=change.before.id, details=details)
