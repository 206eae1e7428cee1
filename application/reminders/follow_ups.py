"""The second scheduler: leads that have gone quiet get their next follow-up, which is claimed as every reminder is."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.accounts.working_time import WorkTimes
from application.errors import UnreadableEvent
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import Recording, refresh_read_models
from application.transactions import run_in_transaction
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.lead import Lead
from domain.lead.state import LeadState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FollowUpScheduler:
    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def schedule_waiting(self, *, limit: int = 50) -> int:
        """Schedule, or end, the follow-ups of up to ``limit`` quiet leads; return of how many. A lead whose owner is
        active at the same moment is decided anew."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            waiting = await tx.quiet_leads.waiting(now, limit=limit)
            if not waiting:
                return 0
            accounts = await tx.account_log.load_all({row.owner_id for row in waiting})
            loaded = await tx.log.load_all([row.lead_id for row in waiting if row.owner_id not in accounts.unreadable])
            recording, stale = Recording(), list[LeadState]()
            for lead in loaded.leads.values():
                account = accounts.accounts.get(lead.state.owner_id)
                work_time = self.work_times.of_account(account, now=now)
                lead.record(schedule_follow_up(lead.state, work_time=work_time, at=now))
                if not lead.has_news:
                    stale.append(lead.state)  # the log is right, not the read model
                recording.take(lead, _origin(lead))
            await recording.write(tx, at=now)
            await refresh_read_models(tx, stale)
            _report([*accounts.unreadable.values(), *loaded.unreadable.values()])
            return len(loaded.leads)

        return await run_in_transaction(self.transactions, work)

    async def next_at(self) -> datetime | None:
        async with self.transactions.read() as tx:
            return await tx.quiet_leads.next_at(self.clock.now())


def _origin(lead: Lead) -> Origin:
    return Origin(SCHEDULER, f"follow-up:{lead.id}:{lead.state.follow_ups.scheduled}:{lead.version}")


def _report(unreadable: Sequence[UnreadableEvent]) -> None:
    for error in unreadable:
        log.error("a quiet lead cannot be followed up", extra={"reason": str(error)})
