"""Leads for tests: what they are called, when things happen, and ways to get one quickly."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import record
from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, OnDay, Shift, ShiftCause
from domain.lead.decisions.delivery import claim_reminder, reminder_sent
from domain.lead.decisions.plans import adopt_plan
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import ReminderId

MONDAY_9AM = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BOT_ID = 8990
OTHER_BOT_ID = 8991
OWNER_ID = 7
CHAT_ID = 70
LEAD_ID = UUID("11111111-1111-4111-8111-111111111111")
OTHER_LEAD_ID = UUID("22222222-2222-4222-8222-222222222222")
THIRD_LEAD_ID = UUID("33333333-3333-4333-8333-333333333333")
ADA = Prospect(name="Ada Lovelace", company="Engines Ltd", role="CTO", contacts=("ada@engines.test", "+44 1"))


def a_lead(
    lead_id: UUID = LEAD_ID, *, with_plan: bool = False, owner_id: int = OWNER_ID, at: datetime = MONDAY_9AM
) -> Lead:
    """With no events left to collect."""
    lead = a_new_lead(lead_id, with_plan=with_plan, owner_id=owner_id, at=at)
    lead.collect_events()
    return lead


def a_new_lead(
    lead_id: UUID = LEAD_ID, *, with_plan: bool = False, owner_id: int = OWNER_ID, at: datetime = MONDAY_9AM
) -> Lead:
    """With its events still to be collected."""
    chat_id = CHAT_ID if owner_id == OWNER_ID else owner_id * 10
    lead = Lead.capture(lead_id, bot_id=BOT_ID, owner_id=owner_id, chat_id=chat_id, note="Met Ada at the fair", at=at)
    if with_plan:
        lead.record(adopt_plan(lead.state, a_plan(start=at), at=at))
    return lead


def a_plan(number: int = 1, *, start: datetime = MONDAY_9AM, days: Sequence[int] = (0, 3, 7)) -> Plan:
    """Its steps are due so many days after ``start``."""
    return Plan(number, "test", tuple(_step(index + 1, start, after) for index, after in enumerate(days)))


def planned_at(at: datetime) -> DueTime:
    return DueTime(at, GivenBy.DELAY_DAYS, meant=AtInstant(at))


def sends_at(at: datetime) -> DueTime:
    """As the owner's next send time."""
    return DueTime(at, GivenBy.SEND_TIME, meant=AtInstant(at))


def snoozed_to(at: datetime) -> DueTime:
    return DueTime(at, GivenBy.SNOOZE, meant=AtInstant(at))


def on_a_day(at: datetime) -> DueTime:
    """Meant as a day of the calendar, with everything that a due time can say."""
    return DueTime(
        at,
        GivenBy.TIMING,
        rule="n-units",
        words="3 days",
        grammar=2,
        meant=OnDay(at.date(), at.time().replace(microsecond=0)),
        until=AfterWorkingDays(2, at.date()),
        base=at,
        zone="UTC",
        anchor="the call",
        shifts=(Shift(ShiftCause.HOLIDAY, at, "New Year's Day"), Shift(ShiftCause.ORDER, at)),
        warnings=("delay-against-timing",),
    )


def step_of(lead_id: UUID, step_id: int, *, plan: int = 1) -> ReminderId:
    return ReminderId(lead_id, plan, step_id)


def events_of(lead: Lead) -> list[Event]:
    return [event for event in lead.collect_events() if isinstance(event, Event)]


def tell(lead: Lead, reminder_id: ReminderId, *, at: datetime) -> None:
    """Its first message is claimed and sent at that moment."""
    lead.record(claim_reminder(lead.state, reminder_id, generation=1, at=at))
    lead.record(reminder_sent(lead.state, reminder_id, generation=1, message_id=5, at=at))


async def keep(transactions: Transactions, *leads: Lead) -> None:
    """Records what is new about them, each in a transaction of its own."""
    for lead in leads:
        async with transactions.write() as tx:
            origin = Origin(OWNER, f"test:{lead.id}:{lead.version}")
            await record(tx, lead, origin, at=lead.state.changed_at)


def _step(step_id: int, start: datetime, days: int) -> PlanStep:
    due = planned_at(start + timedelta(days=days))
    return PlanStep(step_id, "email", f"Do step {step_id}", f"Hello from step {step_id}", due)
