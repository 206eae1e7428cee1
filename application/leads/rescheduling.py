"""Moving a step itself, by its owner or by an operator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from application.accounts.due_time_changes import Moved, moved_reminders
from application.accounts.owner import own_lead
from application.accounts.working_time import WorkTimes
from application.leads.card import renew_waiting_card
from application.leads.commands import OwnerCommand
from application.operator_request import OperatorRequest
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import record
from application.transactions import run_in_transaction
from domain.account.account import Account
from domain.due_time import DueTime, GivenBy
from domain.lead.decisions.preconditions import require_present_plan, require_step
from domain.lead.decisions.steps import move_step
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.plan.plan import PlanStep
from domain.typed_times import OFFERED_TIMES, due_as_shown, due_by_words
from domain.worktime import WorkTime

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Move:
    """``to`` are words, or the moment that was shown and agreed to. ``plan`` None is the present plan.

    ``seen_at``, in whole minutes, is when the step was due as it was shown: a step that has moved since stays.
    """

    step_id: int
    to: str | datetime
    with_rest: bool = False
    plan: int | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MovedStep:
    """``before`` and ``after`` are when the step itself was and is due, not its reminder."""

    step_id: int
    action: str
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """The lead after it, and the steps and reminders with another due time, in the plan's order."""

    state: LeadState
    steps: Sequence[MovedStep] = ()
    reminders: Sequence[Moved] = ()


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """Each raises ``LeadNotFound``, ``TimingRefused``, ``SnoozeRefused`` for a moment that has passed, and the lead's
    other refusals. A ``dry_run`` returns the same and changes nothing."""

    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def choices(self, owner_id: int) -> Sequence[DueTime]:
        """The due time of each of the ``OFFERED_TIMES`` now."""
        return [await self.moment(owner_id, words) for words in OFFERED_TIMES]

    async def moment(self, owner_id: int, words: str) -> DueTime:
        """The due time of ``words`` now, on a whole minute, as clocks show it. Raise ``TimingRefused``."""
        async with self.transactions.read() as tx:
            account = await tx.account_log.load(owner_id)
        now = self.clock.now()
        due = due_by_words(words, GivenBy.MOVE, work_time=self.work_times.of_account(account, now=now), now=now)
        return replace(due, at=due.at.replace(second=0, microsecond=0))

    async def move(self, command: OwnerCommand, move: Move, *, dry_run: bool = False) -> Rescheduled:
        """By the owner. Idempotent."""

        async def work(tx: Transaction) -> Rescheduled:
            now = self.clock.now()
            is_new = await tx.commands.remember(command.command_id, at=now)
            account = await tx.account_log.load(command.owner_id)
            lead = await own_lead(tx, command.lead_id, command.owner_id)
            if not is_new or _has_moved_since(lead, move):
                return Rescheduled(lead.state)
            return await self._moved(tx, lead, account, move, origin=Origin(OWNER, command.command_id), now=now)

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def move_for_owner(
        self, lead_id: UUID, move: Move, request: OperatorRequest, *, dry_run: bool = False
    ) -> Rescheduled:
        """By an operator, with a line in the trail when a step or reminder moves."""
        async with self.transactions.read() as tx:
            state = (await tx.log.load(lead_id)).state

        async def work(tx: Transaction) -> Rescheduled:
            tx, now = tx.of_bot(state.bot_id), self.clock.now()
            account = await tx.account_log.load(state.owner_id)
            lead = await tx.log.load(lead_id)
            origin = Origin(request.actor, request.command_id)
            done = await self._moved(tx, lead, account, move, origin=origin, now=now)
            if done.steps or done.reminders:
                details = f"lead {lead_id}, step {move.step_id}{' and the rest' if move.with_rest else ''}"
                await tx.operator_actions.add(request.action("leads reschedule", now, details=details))
            return done

        return await run_in_transaction(self.transactions, work, dry_run=dry_run)

    async def _moved(
        self, tx: Transaction, lead: Lead, account: Account | None, move: Move, *, origin: Origin, now: datetime
    ) -> Rescheduled:
        before, work_time = lead.state, self.work_times.of_account(account, now=now)
        if move.plan is not None:
            require_present_plan(lead.state, move.plan)
        to = _due(move.to, work_time, now)
        moved = move_step(lead.state, move.step_id, to=to, with_rest=move.with_rest, work_time=work_time, at=now)
        lead.record(moved)
        await record(tx, lead, origin, at=now)
        clock = self.work_times.wall_clock_of(account.state if account else None)
        await renew_waiting_card(tx, lead.state, clock, at=now)
        return Rescheduled(lead.state, _moved_steps(before, lead.state), moved_reminders(before, lead.state))


def _due(to: str | datetime, work_time: WorkTime, now: datetime) -> DueTime:
    if isinstance(to, str):
        return due_by_words(to, GivenBy.MOVE, work_time=work_time, now=now)
    return due_as_shown(to, GivenBy.MOVE, work_time=work_time, now=now)


def _has_moved_since(lead: Lead, move: Move) -> bool:
    if move.seen_at is None:
        return False
    due_at = require_step(lead.state, move.step_id).due.at
    return not move.seen_at <= due_at < move.seen_at + MINUTE


def _moved_steps(before: LeadState, after: LeadState) -> Sequence[MovedStep]:
    pairs = zip(_steps(before), _steps(after), strict=True)
    return [MovedStep(now.id, now.action, was.due.at, now.due.at) for was, now in pairs if was.due.at != now.due.at]


def _steps(state: LeadState) -> Sequence[PlanStep]:
    return state.plan.steps if state.plan else ()
