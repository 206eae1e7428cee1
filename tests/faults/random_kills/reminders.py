"""Many reminders that become due one after the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from application.origin import OWNER, Origin
from application.ports.outbox import Claim
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.due_time import AtInstant, DueTime, GivenBy
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import ReminderId


async def due_reminders(
    transactions: Transactions, *, count: int, chats: Sequence[int], over: timedelta
) -> frozenset[Claim]:
    """Evenly from now on ``over`` that time, each of a lead of its own; the chats take turns."""
    now = datetime.now(UTC)
    leads = [
        _lead(number, chats[number % len(chats)], now + over * (number / count), at=now) for number in range(count)
    ]
    recording = Recording()
    claims = frozenset((ReminderId(lead.id, 1, 1), 1) for lead in leads)
    for lead in leads:
        recording.take(lead, Origin(OWNER, f"test:{lead.id}"))
    async with transactions.write() as tx:
        await recording.write(tx, at=now)
    return claims


def _lead(number: int, chat_id: int, due_at: datetime, *, at: datetime) -> Lead:
    lead = Lead.capture(uuid4(), owner_id=chat_id, chat_id=chat_id, note="Met at the fair", at=at)
    lead.record(identify_prospect(lead.state, Prospect(name=f"Prospect {number}"), at=at))
    due = DueTime(due_at, GivenBy.DELAY_DAYS, words="delay_days=0", meant=AtInstant(due_at))
    lead.record(
        adopt_plan(lead.state, Plan(1, "test", (PlanStep(1, "email", "Write", f"Hello {number}", due),)), at=at)
    )
    return lead
