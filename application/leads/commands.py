"""An owner's commands on one of their leads."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.accounts.owner import own_lead
from application.accounts.working_time import WorkTimes
from application.leads.card import renew_waiting_card
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import record
from application.transactions import run_in_transaction
from domain.due_time import GivenBy
from domain.lead.decisions.due_times import out_of_date, rederive_due_times
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.follow_ups import resume_follow_ups, stop_follow_ups
from domain.lead.decisions.notes import add_note, withdraw_note
from domain.lead.decisions.plans import correct_prospect
from domain.lead.decisions.preconditions import reminder_of, require_present_plan, require_step
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.lead import Lead
from domain.lead.prospect import Correction
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId
from domain.typed_times import due_by_words
from domain.worktime import WorkTime
from domain.worktime.next_send import next_send

Decision = Callable[[Lead, WorkTime, datetime], None]
"""Records on a lead, by the owner's working time, at a moment."""


@dataclass(frozen=True, slots=True)
class OwnerCommand:
    owner_id: int
    lead_id: UUID
    command_id: str


@dataclass(frozen=True, slots=True)
class LeadCommands:
    """Every command is idempotent and returns the lead's state after it.

    Each raises ``LeadNotFound`` (also for the lead of another owner), the refusals of the domain and, with a ``plan``,
    ``PlanSuperseded``.
    """

    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def mark_step(self, command: OwnerCommand, plan: int, step_id: int, *, done: bool) -> LeadState:
        """Done, or open again."""

        def decide(lead: Lead, work_time: WorkTime, now: datetime) -> None:
            if require_step(lead.state, step_id).is_open is done:
                lead.record(toggle_step(lead.state, step_id, at=now, next_send=next_send(work_time, now)))
            if not done:
                _bring_up_to_date(lead, work_time, now, {ReminderId(lead.id, plan, step_id)})

        return await self._change(command, decide, plan=plan)

    async def skip_step(self, command: OwnerCommand, plan: int, step_id: int) -> LeadState:
        return await self._change(
            command, lambda lead, _, now: lead.record(skip_step(lead.state, step_id, at=now)), plan=plan
        )

    async def snooze_step(
        self, command: OwnerCommand, plan: int, step_id: int, *, generation: int, words: str
    ) -> LeadState:
        """Move the reminder, not the step, to the time that ``words`` mean. Raise ``TimingRefused``. ``generation``
        is of the reminder that the owner saw: a second press of the same button changes nothing."""

        def decide(lead: Lead, work_time: WorkTime, now: datetime) -> None:
            if reminder_of(lead.state, step_id).generation == generation:
                until = due_by_words(words, GivenBy.SNOOZE, work_time=work_time, now=now)
                lead.record(snooze_step(lead.state, step_id, until=until, at=now))

        return await self._change(command, decide, plan=plan)

    async def record_reply(self, command: OwnerCommand, plan: int) -> LeadState:
        """The prospect has answered to this plan."""
        return await self._change(
            command, lambda lead, _, now: lead.record(prospect_replied(lead.state, at=now)), plan=plan
        )

    async def add_note(self, command: OwnerCommand, note: str) -> LeadState:
        """Raise ``NoteRefused`` as well."""
        return await self._change(command, lambda lead, _, now: lead.record(add_note(lead.state, note, at=now)))

    async def withdraw_note(self, command: OwnerCommand, number: int) -> LeadState:
        return await self._change(command, lambda lead, _, now: lead.record(withdraw_note(lead.state, number, at=now)))

    async def correct_prospect(self, command: OwnerCommand, correction: Correction) -> LeadState:
        def decide(lead: Lead, work_time: WorkTime, now: datetime) -> None:
            prospect = correction.of(lead.state.prospect)
            lead.record(correct_prospect(lead.state, prospect, correction.field, at=now))

        return await self._change(command, decide)

    async def stop_follow_ups(self, command: OwnerCommand) -> LeadState:
        return await self._change(command, lambda lead, _, now: lead.record(stop_follow_ups(lead.state, at=now)))

    async def resume_follow_ups(self, command: OwnerCommand) -> LeadState:
        return await self._change(command, lambda lead, _, now: lead.record(resume_follow_ups(lead.state, at=now)))

    async def delete(self, command: OwnerCommand) -> LeadState:
        def decide(lead: Lead, work_time: WorkTime, now: datetime) -> None:
            if not lead.state.is_deleted:
                lead.record(delete_lead(lead.state, at=now))

        return await self._change(command, decide)

    async def restore(self, command: OwnerCommand) -> LeadState:
        def decide(lead: Lead, work_time: WorkTime, now: datetime) -> None:
            if lead.state.is_deleted:
                lead.record(restore_lead(lead.state, at=now, next_send=next_send(work_time, now)))
                _bring_up_to_date(lead, work_time, now, {reminder.id for reminder in lead.state.schedule})

        return await self._change(command, decide)

    async def _change(self, command: OwnerCommand, decide: Decision, *, plan: int | None = None) -> LeadState:
        async def work(tx: Transaction) -> LeadState:
            now = self.clock.now()
            is_new = await tx.commands.remember(command.command_id, at=now)
            account = await tx.account_log.load(command.owner_id)
            lead = await own_lead(tx, command.lead_id, command.owner_id)
            if is_new:
                if plan is not None:
                    require_present_plan(lead.state, plan)
                decide(lead, self.work_times.of_account(account, now=now), now)
                await record(tx, lead, Origin(OWNER, command.command_id), at=now)
                clock = self.work_times.wall_clock_of(account.state if account else None)
                await renew_waiting_card(tx, lead.state, clock, at=now)
            return lead.state

        return await run_in_transaction(self.transactions, work)


def _bring_up_to_date(lead: Lead, work_time: WorkTime, now: datetime, only: Collection[ReminderId]) -> None:
    """A change of the owner's zone or hours does not move a closed step or a deleted lead."""
    stale = set(out_of_date(lead.state, work_time)) & set(only)
    if stale:
        lead.record(rederive_due_times(lead.state, work_time=work_time, cause="put back", at=now, only=stale))
