"""An owner's settings, for all of their reminders. Waiting reminders get new due times in the same transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from application.accounts.due_time_changes import Moved, moved_reminders
from application.accounts.owner import Owner, account_of
from application.accounts.working_time import WorkTimes
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import Recording
from application.transactions import run_in_transaction
from domain.account.account import Account
from domain.account.decisions import (
    choose_holidays,
    choose_language,
    choose_quiet_hours,
    choose_send_time,
    choose_working_days,
    confirm_zone,
    pause_reminders,
    resume_reminders,
    switch_follow_ups,
)
from domain.account.events import Event
from domain.account.state import AccountState
from domain.errors import UnknownCountry
from domain.lead.decisions.due_times import rederive_due_times
from domain.lead.decisions.follow_ups import withdraw_follow_up
from domain.lead.event_base import Event as LeadEvent
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.worktime import QuietHours

Decision = Callable[[Account, datetime], None]
"""Records on an account, at a moment."""

Choice = Callable[[AccountState, datetime], Event | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """The account after it, and the reminders with another due time."""

    account: AccountState
    moved: Sequence[Moved] = ()


@dataclass(frozen=True, slots=True)
class AccountCommands:
    """Every command is idempotent, and opens the account when there is none yet.

    Each raises the refusals of the domain. A ``dry_run`` returns the same and changes nothing.
    """

    transactions: Transactions
    clock: Clock
    work_times: WorkTimes
    actor: str = OWNER

    async def open(self, owner: Owner, command_id: str) -> AccountState:
        return (await self._choose(owner, command_id, lambda state, now: None)).account

    async def confirm_zone(self, owner: Owner, command_id: str, zone: str) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: confirm_zone(state, zone, at=now))

    async def choose_send_time(self, owner: Owner, command_id: str, send_time: time) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: choose_send_time(state, send_time, at=now))

    async def choose_quiet_hours(self, owner: Owner, command_id: str, quiet: QuietHours | None) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: choose_quiet_hours(state, quiet, at=now))

    async def choose_working_days(self, owner: Owner, command_id: str, days: frozenset[int]) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: choose_working_days(state, days, at=now))

    async def choose_holidays(self, owner: Owner, command_id: str, country: str) -> Changed:
        """Empty for none. Raise ``UnknownCountry``."""
        if country and country not in dict(self.work_times.calendar.countries()):
            raise UnknownCountry(country)
        return await self._choose(owner, command_id, lambda state, now: choose_holidays(state, country, at=now))

    async def choose_language(self, owner: Owner, command_id: str, language: str) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: choose_language(state, language, at=now))

    async def switch_follow_ups(self, owner: Owner, command_id: str, *, on: bool) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: switch_follow_ups(state, on=on, at=now))

    async def pause(self, owner: Owner, command_id: str, until: date) -> Changed:
        """Nothing is due before the owner's send time on ``until``."""

        def decide(state: AccountState, now: datetime) -> Event | None:
            today = now.astimezone(self.work_times.of_state(state, now=now).zone).date()
            return pause_reminders(state, until=until, today=today, at=now)

        return await self._choose(owner, command_id, decide)

    async def resume(self, owner: Owner, command_id: str) -> Changed:
        return await self._choose(owner, command_id, lambda state, now: resume_reminders(state, at=now))

    async def _choose(self, owner: Owner, command_id: str, choose: Choice) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.record(choose(account.state, now)))

    async def change(self, owner: Owner, command_id: str, decide: Decision, *, dry_run: bool = False) -> Changed:
        """One transaction holds the decision and every due time that follows from it."""

        async def work(tx: Transaction) -> Changed:
            now, origin, recording = self.clock.now(), Origin(self.actor, command_id), Recording()
            is_new = await tx.commands.remember(command_id, at=now)
            account = await account_of(tx, owner, self.work_times, at=now)
            if not is_new:
                return Changed(account.state)
            before = account.state
            decide(account, now)
            recording.take_account(account, origin)
            follows = _follows(before, account.state, self.work_times, now)
            leads = await _leads_waiting(tx, owner) if follows else []
            moved = [one for lead in leads for one in _moved(lead, follows, now)]
            for lead in leads:
                recording.take(lead, origin)
            await recording.write(tx, at=now)
            return Changed(account.state, moved)

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)


Follows = Callable[[LeadState, datetime], LeadEvent | None]
"""The decision that a change of the account brings for each lead with a waiting reminder."""


def _follows(before: AccountState, after: AccountState, work_times: WorkTimes, now: datetime) -> Sequence[Follows]:
    found, work_time = list[Follows](), work_times.of_state(after, now=now)
    if before.preferences.follow_ups and not after.preferences.follow_ups:
        found.append(lambda state, at: withdraw_follow_up(state, at=at))
    if work_time != work_times.of_state(before, now=now):
        cause = _cause(before, after)
        found.append(lambda state, at: rederive_due_times(state, work_time=work_time, cause=cause, at=at))
    return found


def _cause(before: AccountState, after: AccountState) -> str:
    """As it is stored in the event."""
    if before.preferences.zone != after.preferences.zone:
        return "zone"
    return "pause" if before.paused_until != after.paused_until else "working hours"


async def _leads_waiting(tx: Transaction, owner: Owner) -> Sequence[Lead]:
    """An unreadable lead is left out: its reminders stay as they are."""
    loaded = await tx.log.load_all(await tx.reminders.leads_waiting(owner.id))
    return list(loaded.leads.values())


def _moved(lead: Lead, follows: Sequence[Follows], now: datetime) -> Sequence[Moved]:
    before = lead.state
    for follow in follows:
        lead.record(follow(lead.state, now))
    return moved_reminders(before, lead.state)
