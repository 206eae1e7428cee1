"""Leads whose plans were made from a planner's words, by the account of their owner."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.holiday_calendar import VacanzaHolidayCalendar
from application.accounts.commands import Changed
from application.accounts.due_time_changes import Moved
from application.accounts.working_time import WorkTimes
from application.ports.transaction import Transactions
from domain.account.preferences import Preferences
from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from domain.plan.plan import Plan, PlanStep
from domain.plan.plan_dates import plan_dates
from domain.timing import GRAMMAR_VERSION, read_plan
from domain.worktime import WorkTime
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, OWNER_ID, keep
from tests.support.memory_app import MemoryApp

IN_KYIV = Preferences("Europe/Kyiv")
"""Half past nine, from Monday to Friday, quiet at night."""


def a_house_in(preferences: Preferences = IN_KYIV) -> MemoryApp:
    """Monday, 9:00 in UTC, where all owners have these preferences until they say otherwise."""
    return MemoryApp(WorkTimes(preferences, VacanzaHolidayCalendar()))


async def planned(
    app: MemoryApp, *words: str, lead_id: UUID = LEAD_ID, owner_id: int = OWNER_ID, base: datetime | None = None
) -> Lead:
    """One step for each of the words, planned when it is now, or at ``base``."""
    base = base or app.clock.now()
    lead = planned_lead(*words, owner=await work_time_of(app, owner_id), at=base, lead_id=lead_id, owner_id=owner_id)
    await keep(app.transactions, lead)
    return lead


def planned_lead(*words: str, owner: WorkTime, at: datetime, lead_id: UUID = LEAD_ID, owner_id: int = OWNER_ID) -> Lead:
    """With its events still to be collected."""
    chat_id = CHAT_ID if owner_id == OWNER_ID else owner_id * 10
    lead = Lead.capture(lead_id, bot_id=BOT_ID, owner_id=owner_id, chat_id=chat_id, note="Met Ada at the fair", at=at)
    timings = read_plan([{"timing": one} if one else {} for one in words], at.astimezone(owner.zone))
    dues = plan_dates(timings, base=at, now=at, work_time=owner, grammar=GRAMMAR_VERSION)
    steps = (PlanStep(number, "email", f"Do step {number}", "", due) for number, due in enumerate(dues, start=1))
    lead.record(adopt_plan(lead.state, Plan(1, "test", tuple(steps)), at=at))
    return lead


async def work_time_of(app: MemoryApp, owner_id: int = OWNER_ID) -> WorkTime:
    return (await app.use.accounts.show(owner_id)).work_time


async def clocks(app: MemoryApp, zone: str = "Europe/Kyiv", *, lead_id: UUID = LEAD_ID) -> list[str]:
    """When each reminder is due on the clocks there: "Mon 2026-11-02 09:30"."""
    schedule = sorted((await app.state(lead_id)).schedule, key=lambda one: one.id)
    return [shown(one.due_at, zone) for one in schedule]


def shown(at: datetime, zone: str = "Europe/Kyiv") -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def moves(changed: Changed, zone: str) -> Sequence[tuple[int, str, str]]:
    """Step, before, after."""
    return [_move(one, zone) for one in changed.moved]


def _move(one: Moved, zone: str) -> tuple[int, str, str]:
    return one.reminder_id.step_id, shown(one.before, zone), shown(one.after, zone)


async def everything(transactions: Transactions) -> Sequence[object]:
    """All that a command about an account can change."""
    async with transactions.read() as tx:
        leads = sorted(await tx.reminders.aggregate_ids())
        return [
            [recorded.event for recorded in await tx.log.page(after=0, limit=1000)],
            await tx.reminders.rows_of(leads),
            await tx.accounts.page(offset=0, limit=100),
            await tx.quiet_leads.rows_of(leads),
            await tx.owner_statistics.rows_of(leads),
        ]
