"""A captured lead gets its plan. What is to be done is read from the log's own read model, so it survives a crash."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from application.card_refresh import queue_card
from application.errors import PlannerUnavailable, UnreadableEvent
from application.journal import record
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.planner import Draft, Planner
from application.ports.transaction import Transaction, Transactions
from application.retrying import in_one_transaction
from domain.lead import Lead
from domain.plan import Plan, PlanStep
from domain.timing import step_due_time

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlanEnrichment:
    transactions: Transactions
    planner: Planner
    clock: Clock
    zone: ZoneInfo

    async def enrich_waiting(self, *, limit: int = 1000) -> int:
        """Gives up to ``limit`` waiting leads their plan; gives how many got one. A lead that cannot be planned
        now waits on, and is in nobody's way."""
        async with self.transactions.read() as tx:
            waiting = await tx.leads.without_plan(limit=limit)
        return sum([await self._enriched(lead_id) for lead_id in waiting])

    async def _enriched(self, lead_id: UUID) -> bool:
        try:
            return await self._enrich(lead_id)
        except (PlannerUnavailable, UnreadableEvent) as error:
            log.warning("no plan could be made", extra={"lead_id": str(lead_id), "reason": type(error).__name__})
            return False

    async def _enrich(self, lead_id: UUID) -> bool:
        async with self.transactions.read() as tx:
            note = (await tx.log.load(lead_id)).state.note
        draft = await self.planner.draft(note)
        return await in_one_transaction(self.transactions, lambda tx: self._adopt(tx, lead_id, draft))

    async def _adopt(self, tx: Transaction, lead_id: UUID, draft: Draft) -> bool:
        now = self.clock.now()
        lead = await tx.log.load(lead_id)
        if lead.state.plan is not None or lead.state.is_deleted:
            return False
        lead.identify_prospect(draft.prospect, at=now)
        lead.adopt_plan(_plan(lead, draft, now), at=now)
        await record(tx, lead, await _caused_by_capture(tx, lead), at=now)
        await queue_card(tx, lead.state, self.zone, at=now)
        return True


async def _caused_by_capture(tx: Transaction, lead: Lead) -> Origin:
    captured = (await tx.log.history(lead.id))[0]
    return Origin(
        SCHEDULER,
        command_id=f"enrich:{lead.id}",
        correlation_id=captured.correlation_id,
        causation_id=captured.command_id,
    )


def _plan(lead: Lead, draft: Draft, now: datetime) -> Plan:
    return Plan(lead.next_plan_number, draft.playbook, tuple(_steps(draft, now)))


def _steps(draft: Draft, now: datetime) -> Sequence[PlanStep]:
    return [
        PlanStep(
            id=index + 1,
            channel=step.channel,
            action=step.action,
            suggested_text=step.suggested_text,
            due=step_due_time(step.timing, now, index),
        )
        for index, step in enumerate(draft.steps)
    ]
