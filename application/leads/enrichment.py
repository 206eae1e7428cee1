"""A captured lead gets its plan. A read model tells which leads have none, so it goes on after a crash."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.accounts.working_time import WorkTimes
from application.errors import PlannerUnavailable, UnreadableEvent
from application.leads.asked_in_note import as_asked
from application.leads.card import queue_card
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.planner import Draft, Planner
from application.ports.transaction import Transaction, Transactions
from application.recording import record
from application.transactions import run_in_transaction
from domain.due_time import DueTime
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.lead import Lead
from domain.plan.plan import Plan, PlanStep
from domain.plan.plan_dates import plan_dates
from domain.timing import GRAMMAR_VERSION, read_plan
from domain.worktime import WorkTime

log = logging.getLogger(__name__)

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class PlanEnrichment:
    transactions: Transactions
    planner: Planner
    clock: Clock
    work_times: WorkTimes

    async def enrich_waiting(self, *, limit: int = 1000) -> int:
        """Plan waiting leads, owners in turn, and return how many were planned. A lead that cannot be planned now
        waits, and does not stop the others. After ``AT_ONCE`` plans look again: a new note of another owner does not
        wait for all notes of one."""
        async with self.transactions.read() as tx:
            waiting = await tx.leads.without_plan(limit=limit)
        planned = 0
        for lead_id in waiting:
            planned += await self._enriched(lead_id)
            if planned == AT_ONCE:
                break
        return planned

    async def _enriched(self, lead_id: UUID) -> bool:
        try:
            return await self._enrich(lead_id)
        except (PlannerUnavailable, UnreadableEvent) as error:
            log.warning("no plan could be made", extra={"lead_id": str(lead_id), "reason": type(error).__name__})
            return False

    async def _enrich(self, lead_id: UUID) -> bool:
        async with self.transactions.read() as tx:
            state = (await tx.log.load(lead_id)).state
        draft = await self.planner.draft(state.note)
        return await run_in_transaction(self.transactions, lambda tx: self._adopt(tx, lead_id, state.owner_id, draft))

    async def _adopt(self, tx: Transaction, lead_id: UUID, owner_id: int, draft: Draft) -> bool:
        now = self.clock.now()
        account = await tx.account_log.load(owner_id)
        lead = await tx.log.load(lead_id)
        if lead.state.plan is not None or lead.state.is_deleted:
            return False
        lead.record(identify_prospect(lead.state, draft.prospect, at=now))
        plan = _plan(lead, draft, self.work_times.of_account(account, now=now), now)
        lead.record(adopt_plan(lead.state, plan, at=now))
        captured_by = lead.state.captured_by
        origin = Origin(SCHEDULER, f"enrich:{lead_id}", correlation_id=captured_by, causation_id=captured_by)
        await record(tx, lead, origin, at=now)
        clock = self.work_times.wall_clock_of(account.state if account else None)
        await queue_card(tx, lead.state, clock, at=now)
        return True


def _plan(lead: Lead, draft: Draft, work_time: WorkTime, now: datetime) -> Plan:
    """Its steps count from the note, also when the planner was away for days."""
    base = lead.state.captured_at
    local = base.astimezone(work_time.zone)
    draft = as_asked(draft, lead.state.note, local, work_time.is_working_day)
    timings = read_plan([step.timing for step in draft.steps], local, is_working_day=work_time.is_working_day)
    dues = plan_dates(timings, base=base, now=now, work_time=work_time, grammar=GRAMMAR_VERSION)
    return Plan(lead.state.next_plan_number, draft.playbook, tuple(_steps(draft, dues)))


def _steps(draft: Draft, dues: Sequence[DueTime]) -> Sequence[PlanStep]:
    return [
        PlanStep(number, step.channel, step.action, step.suggested_text, due)
        for number, (step, due) in enumerate(zip(draft.steps, dues, strict=True), start=1)
    ]
