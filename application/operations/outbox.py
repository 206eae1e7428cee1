"""What operators do to single entries: to have one sent again, to settle what nobody could know, to give one up.

Each is one transaction: the entry, what its lead is told, and who did it and why are written together or not at all.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry as it was and as it is now."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class _Order:
    """One command on one entry. ``check`` raises ``ActionRefused``; ``write`` says whether the entry took it, which
    it does not when somebody else was first; ``tell`` decides the event that tells the reminder's lead."""

    command: str
    check: Callable[[Entry, datetime], None]
    write: Callable[[Transaction, Entry, datetime], Awaitable[bool]]
    tell: Callable[[LeadState, Claim, datetime], Event]
    arguments: str = ""
    sends: bool = False


@dataclass(frozen=True, slots=True)
class OutboxOperations:
    """Each raises ``EntryNotFound`` and ``ActionRefused``, and then has written nothing; nor has a ``dry_run``."""

    transactions: Transactions
    clock: Clock

    async def retry(self, entry_id: int, request: OperatorRequest, *, dry_run: bool = False) -> EntryChange:
        """Queues what surely never arrived; what waits for its time is tried now."""

        def tell(state: LeadState, claim: Claim, at: datetime) -> Event:
            return requeue_reminder(state, claim[0], generation=claim[1], reason=request.reason, at=at)

        order = _Order("retry", refuse_retry, _requeued(f"retried: {request.reason}"), tell, sends=True)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def resend(
        self, entry_id: int, request: OperatorRequest, *, accept_duplicate: bool, dry_run: bool = False
    ) -> EntryChange:
        """Queues what may have arrived once more, marked as a repeat."""

        def check(entry: Entry, _: datetime) -> None:
            refuse_resend(entry, accept_duplicate=accept_duplicate)

        def tell(state: LeadState, claim: Claim, at: datetime) -> Event:
            return requeue_reminder(state, claim[0], generation=claim[1], reason=request.reason, at=at)

        write = _requeued(f"sent once more: {request.reason}", may_duplicate=True)
        order = _Order("resend", check, write, tell, "--accept-duplicate", sends=True)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def resolve(
        self, entry_id: int, request: OperatorRequest, *, delivered: bool, dry_run: bool = False
    ) -> EntryChange:
        """Says of an unconfirmed one whether it arrived: it becomes sent, or dead."""

        def tell(state: LeadState, claim: Claim, at: datetime) -> Event:
            reason = request.reason
            return reminder_resolved(state, claim[0], generation=claim[1], delivered=delivered, reason=reason, at=at)

        answer = "delivered" if delivered else "not-delivered"
        state = EntryState.SENT if delivered else EntryState.DEAD
        write = _ended(state, f"resolved as {answer}: {request.reason}")
        order = _Order("resolve", lambda entry, _: refuse_resolve(entry), write, tell, f"--as {answer}")
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def discard(self, entry_id: int, request: OperatorRequest, *, dry_run: bool = False) -> EntryChange:
        """Gives up what waits, or is unconfirmed."""
        reason = f"discarded: {request.reason}"

        def tell(state: LeadState, claim: Claim, at: datetime) -> Event:
            return reminder_failed(state, claim[0], generation=claim[1], reason=reason, at=at)

        write = _ended(EntryState.WITHDRAWN, reason)
        order = _Order("discard", lambda entry, _: refuse_discard(entry), write, tell)
        return await self._change(entry_id, order, request, dry_run=dry_run)

    async def _change(self, entry_id: int, order: _Order, request: OperatorRequest, *, dry_run: bool) -> EntryChange:
        async def work(tx: Transaction) -> EntryChange:
            now = self.clock.now()
            lead = await _lead_of(tx, await tx.outbox.get(entry_id))
            # As it is now that its lead's lock is had: what was read before may be over.
            before = await tx.outbox.get(entry_id)
            refuse_while_sending(before, now)
            order.check(before, now)
            decision = _decide(order, before, lead, now)
            if not await order.write(tx, before, now):
                # A relay or a pressed button was first. The second look sees what it is now, and says so.
                raise ConcurrentChange(f"outbox entry {entry_id} was changed meanwhile")
            tx.wake(Work.MESSAGES)
            if decision is not None:
                told, claim = decision
                await record(tx, told, request.origin(*claim), at=now)
            change = EntryChange(before, await tx.outbox.get(entry_id))
            await tx.operator_actions.add(_action(order, change, request, now))
            return change

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)


async def _lead_of(tx: Transaction, entry: Entry) -> Lead | None:
    """Of a reminder or a card. Raises ``LeadNotFound``, ``UnreadableEvent``."""
    content = entry.content
    if content.lead_id is None or content.kind not in (EntryKind.REMINDER, EntryKind.CARD):
        return None
    return await tx.log.load(content.lead_id)


def _decide(order: _Order, entry: Entry, lead: Lead | None, now: datetime) -> tuple[Lead, Claim] | None:
    """What the lead has decided to record; None for what is no reminder, or is no news to its lead."""
    reminder_id, generation = entry.content.reminder_id, entry.content.generation
    is_on_its_way = order.sends and entry.state is EntryState.QUEUED
    if lead is None or is_on_its_way:
        return None
    if reminder_id is None or generation is None:
        if order.sends:
            refuse_old_card(entry, lead)
        return None
    try:
        lead.record(order.tell(lead.state, (reminder_id, generation), now))
    except DomainError as refusal:
        raise MessageUnwanted(entry.id, str(refusal)) from refusal
    return lead, (reminder_id, generation)


def _requeued(reason: str, *, may_duplicate: bool = False) -> Callable[[Transaction, Entry, datetime], Awaitable[bool]]:
    async def write(tx: Transaction, entry: Entry, at: datetime) -> bool:
        return await tx.outbox.requeue(entry, reason=reason, at=at, may_duplicate=may_duplicate)

    return write


def _ended(state: EntryState, reason: str) -> Callable[[Transaction, Entry, datetime], Awaitable[bool]]:
    async def write(tx: Transaction, entry: Entry, at: datetime) -> bool:
        return entry.id in await tx.outbox.end([entry], state, reason=reason, at=at)

    return write


def _action(order: _Order, change: EntryChange, request: OperatorRequest, at: datetime) -> OperatorAction:
    moved = f"{change.before.state} → {change.after.state}"
    details = f"{order.arguments}; {moved}" if order.arguments else moved
    return request.action(f"outbox {order.command}", at, entry_id=change.before.id, details=details)
