"""What owners decide about their reminders as a whole. What waits is due anew in the same transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from application.journal import Recording
from application.moves import Moved, moved_reminders
from application.origin import OWNER, Origin
from application.owner import Owner, account_of
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.rehearsal import carry_out
from application.work_times import WorkTimes
from domain.account import Account
from domain.account_state import AccountState
from domain.lead import Lead
from domain.worktime import QuietHours, WorkTime

Decision = Callable[[Account, datetime], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """The account after it, and the reminders that are due at another time now."""

    account: AccountState
    moved: Sequence[Moved] = ()


@dataclass(frozen=True, slots=True)
class AccountCommands:
    """Every command opens the account when there is none yet and, run twice, changes nothing the second time.

    Each raises the refusals of the domain. A ``dry_run`` says what would come of it and changes nothing.
    """

    transactions: Transactions
    clock: Clock
    work_times: WorkTimes
    actor: str = OWNER

    async def open(self, owner: Owner, command_id: str) -> AccountState:
        return (await self.change(owner, command_id, lambda account, now: None)).account

    async def confirm_zone(self, owner: Owner, command_id: str, zone: str) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.confirm_zone(zone, at=now))

    async def choose_send_time(self, owner: Owner, command_id: str, send_time: time) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.choose_send_time(send_time, at=now))

    async def choose_quiet_hours(self, owner: Owner, command_id: str, quiet: QuietHours | None) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.choose_quiet_hours(quiet, at=now))

    async def choose_working_days(self, owner: Owner, command_id: str, days: frozenset[int]) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.choose_working_days(days, at=now))

    async def choose_holidays(self, owner: Owner, command_id: str, country: str) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.choose_holidays(country, at=now))

    async def choose_language(self, owner: Owner, command_id: str, language: str) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.choose_language(language, at=now))

    async def switch_follow_ups(self, owner: Owner, command_id: str, *, on: bool) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.switch_follow_ups(on=on, at=now))

    async def pause(self, owner: Owner, command_id: str, until: date) -> Changed:
        """Nothing is due before the owner's send time on ``until``."""

        def decide(account: Account, now: datetime) -> None:
            today = now.astimezone(self.work_times.of_account(account, now=now).zone).date()
            account.pause(until=until, today=today, at=now)

        return await self.change(owner, command_id, decide)

    async def resume(self, owner: Owner, command_id: str) -> Changed:
        return await self.change(owner, command_id, lambda account, now: account.resume(at=now))

    async def change(self, owner: Owner, command_id: str, decide: Decision, *, dry_run: bool = False) -> Changed:
        """One transaction holds the decision and every due time that follows from it."""

        async def work(tx: Transaction) -> Changed:
            now = self.clock.now()
            is_new = await tx.commands.remember(command_id, at=now)
            account = await account_of(tx, owner, self.work_times, at=now)
            if not is_new:
                return Changed(account.state)
            origin, recording = Origin(self.actor, command_id), Recording()
            before = account.state
            decide(account, now)
            recording.take_account(account, origin)
            after = self.work_times.of_account(account, now=now)
            moves = after != self.work_times.of_state(before, now=now) or _wants_again(before, account.state)
            leads = await _leads_waiting(tx, owner) if moves else []
            moved = [one for lead in leads for one in _rederived(lead, after, origin, now)]
            for lead in leads:
                recording.take(lead, origin)
            await recording.write(tx, at=now)
            return Changed(account.state, moved)

        return await carry_out(self.transactions, work, dry_run=dry_run)


def _wants_again(before: AccountState, after: AccountState) -> bool:
    """Follow-ups whose time passed while they were switched off come at a send time, and not at once."""
    return after.preferences.follow_ups and not before.preferences.follow_ups


async def _leads_waiting(tx: Transaction, owner: Owner) -> Sequence[Lead]:
    """One that cannot be read is in nobody's way: its reminders stay where they are."""
    loaded = await tx.log.load_all(await tx.reminders.leads_waiting(owner.id))
    return list(loaded.leads.values())


def _rederived(lead: Lead, work_time: WorkTime, origin: Origin, now: datetime) -> Sequence[Moved]:
    before = lead.state
    lead.rederive_due_times(work_time=work_time, cause=origin.command_id, at=now)
    return moved_reminders(before, lead.state)
