"""Recording: the only way in which events enter the log, with everything that follows from them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from application.delivery.entry import EntryKind, NewEntry
from application.origin import Origin
from application.ports.outbox import Claim
from application.ports.transaction import Transaction
from application.ports.work import Work
from application.projections.registry import ACCOUNT_PROJECTIONS, LEAD_PROJECTIONS, PROJECTIONS
from domain.account.account import Account
from domain.lead import delivery_events as happened
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.recorded_event import RecordedEvent
from domain.reminders.reminder import ReminderStatus

MAKES_NOTHING_DUE = (
    happened.ReminderClaimed,
    happened.ReminderSent,
    happened.ReminderFailed,
    happened.ReminderUnconfirmed,
    happened.ReminderExpired,
)
"""What became of messages: the loop at work goes on by itself, and others need not look."""


class Recording:
    """What a transaction decides about leads and accounts, written in one append and one pass over each read model."""

    def __init__(self) -> None:
        self._leads: dict[UUID, Lead] = {}
        self._accounts: dict[UUID, Account] = {}
        self._events: list[RecordedEvent] = []

    def take(self, lead: Lead, origin: Origin) -> None:
        """What was decided about the lead since the last time."""
        self._events += origin.stamp(lead.take())
        self._leads[lead.id] = lead

    def take_account(self, account: Account, origin: Origin) -> None:
        self._events += origin.stamp(account.take())
        self._accounts[account.id] = account

    def account(self, account_id: UUID) -> Account | None:
        """An account that was taken already: a second copy of it would decide on what is past."""
        return self._accounts.get(account_id)

    async def write(self, tx: Transaction, *, at: datetime) -> None:
        """Append, bring the read models up to it, and withdraw messages that are not wanted now. Without events do
        nothing. Raise ``ConcurrentChange``."""
        if not self._events:
            return
        states = [lead.state for lead in self._leads.values()]
        position = await tx.log.append(self._events)
        await refresh_read_models(tx, states)
        for projection in ACCOUNT_PROJECTIONS if self._accounts else ():
            await projection.put(tx, [account.state for account in self._accounts.values()])
        await tx.positions.advance_level([projection.name for projection in PROJECTIONS], position)
        self._wake(tx, states)
        if states:
            await withdraw_unwanted(tx, states, at=at)

    def _wake(self, tx: Transaction, states: Sequence[LeadState]) -> None:
        is_news = not all(isinstance(event, MAKES_NOTHING_DUE) for event in self._events)
        if self._accounts or any(state.quiet_since for state in states):
            tx.wake(Work.FOLLOW_UPS, elsewhere=is_news)
        if not is_news:
            return
        if any(reminder.status is ReminderStatus.PENDING for state in states for reminder in state.schedule):
            tx.wake(Work.REMINDERS)
        if any(state.plan is None for state in states):
            tx.wake(Work.PLANS)


async def record(tx: Transaction, lead: Lead, origin: Origin, *, at: datetime) -> None:
    """Write what was decided about one lead. Raise ``ConcurrentChange``."""
    recording = Recording()
    recording.take(lead, origin)
    await recording.write(tx, at=at)


async def enqueue(tx: Transaction, *entries: NewEntry, at: datetime) -> None:
    """Not for reminders: they are claimed. A page takes the place of those that wait in its chat."""
    for chat_id in {entry.chat_id for entry in entries if entry.kind is EntryKind.PAGE}:
        await tx.outbox.withdraw_pages(chat_id, at=at)
    for entry in entries:
        await tx.outbox.add(entry, at=at)
    if entries:
        tx.wake(Work.MESSAGES)


async def refresh_read_models(tx: Transaction, states: Sequence[LeadState]) -> None:
    for projection in LEAD_PROJECTIONS if states else ():
        await projection.put(tx, states)


async def withdraw_unwanted(tx: Transaction, states: Sequence[LeadState], *, at: datetime) -> None:
    """A queued message about a step that is done, or a lead that is deleted, is never sent."""
    wanted = {claim for state in states for claim in _wanted(state)}
    if await tx.outbox.withdraw_unsent([state.lead_id for state in states], keep=wanted, at=at):
        tx.wake(Work.MESSAGES)  # of what waited behind it in its chat


def _wanted(state: LeadState) -> Collection[Claim]:
    if state.is_deleted:
        return ()
    wanted = {(reminder.id, reminder.generation) for reminder in state.schedule if reminder.is_wanted}
    claimed = [reminder for reminder in state.schedule if reminder.status is ReminderStatus.CLAIMED]
    return wanted | {reminder.batched_with for reminder in claimed if reminder.batched_with}
