"""Owners change settings while plans are made and follow-ups scheduled: neither misses the other."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.memory.manual_clock import ManualClock
from application.accounts.commands import AccountCommands
from application.accounts.owner import account_of
from application.accounts.working_time import WorkTimes
from application.leads.capture import LeadCapture
from application.leads.commands import LeadCommands, OwnerCommand
from application.leads.enrichment import PlanEnrichment
from application.origin import OWNER, SCHEDULER, Origin
from application.ports.transaction import Transaction, Transactions
from application.recording import Recording
from application.reminders.follow_ups import FollowUpScheduler
from application.transactions import run_in_transaction
from domain.account.decisions import confirm_zone
from domain.account.preferences import Preferences
from domain.lead.decisions.plans import adopt_plan
from tests.adapters.ports.outbox.settling_down import as_far_as_it_gets
from tests.support.accounts import account_histories, an_account, keep_accounts
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, keep
from tests.support.memory_app import YOU
from tests.support.planned_by_words import planned_lead
from tests.support.scripted_planner import ScriptedPlanner

DAY = timedelta(days=1)
NEW_YORK = "America/New_York"
IN_KYIV = Preferences("Europe/Kyiv")
WORK_TIMES = WorkTimes(IN_KYIV, VacanzaHolidayCalendar())


def clock() -> ManualClock:
    return ManualClock(MONDAY_9AM)


def commands(transactions: Transactions) -> AccountCommands:
    return AccountCommands(transactions, clock(), WORK_TIMES)


async def zones(transactions: Transactions, lead_id: UUID = LEAD_ID) -> set[str]:
    """By which the lead's reminders are due."""
    async with transactions.read() as tx:
        return {one.due.zone for one in (await tx.log.load(lead_id)).state.schedule}


async def plan_it(tx: Transaction) -> None:
    """As the enrichment does: the account first, then the lead."""
    account = await tx.account_log.load(OWNER_ID)
    lead = await tx.log.load(LEAD_ID)
    owner = WORK_TIMES.of_account(account, now=MONDAY_9AM)
    plan = planned_lead("Day 2", owner=owner, at=MONDAY_9AM).state.plan
    assert plan is not None
    lead.record(adopt_plan(lead.state, plan, at=MONDAY_9AM))
    recording = Recording()
    recording.take(lead, Origin(SCHEDULER, "enrich"))
    await recording.write(tx, at=MONDAY_9AM)


@pytest.mark.parametrize("is_known", [True, False], ids=["with an account", "without one yet"])
async def test_a_zone_changed_while_a_plan_is_being_made_moves_that_plan_too(
    transactions: Transactions, is_known: bool
) -> None:
    if is_known:
        await keep_accounts(transactions, an_account(preferences=IN_KYIV))
    await keep(transactions, a_new_lead())

    async def change_zone() -> None:
        await commands(transactions).confirm_zone(YOU, "tg:1:1", NEW_YORK)

    async with transactions.write() as tx:
        await tx.account_log.load(OWNER_ID)
        changing = asyncio.create_task(change_zone())
        await as_far_as_it_gets(changing)
        had_to_wait = not changing.done()
        await plan_it(tx)
    await changing

    assert had_to_wait
    assert await zones(transactions) == {NEW_YORK}


async def test_a_plan_made_while_the_zone_is_being_changed_goes_by_the_new_one(transactions: Transactions) -> None:
    await keep_accounts(transactions, an_account(preferences=IN_KYIV))
    await keep(transactions, a_new_lead())

    async def plan() -> None:
        await run_in_transaction(transactions, plan_it)

    async with transactions.write() as tx:
        account = await tx.account_log.load(OWNER_ID, to_change=True)
        assert account is not None
        planning = asyncio.create_task(plan())
        await as_far_as_it_gets(planning)
        had_to_wait = not planning.done()
        account.record(confirm_zone(account.state, NEW_YORK, at=MONDAY_9AM))
        recording = Recording()
        recording.take_account(account, Origin(OWNER, "tg:1:1"))
        await recording.write(tx, at=MONDAY_9AM)
    await planning

    assert had_to_wait
    assert await zones(transactions) == {NEW_YORK}


@pytest.mark.parametrize("waits", [(0, 0), (0, 15), (15, 0)])
async def test_enrichment_and_a_new_zone_do_not_miss_each_other(
    transactions: Transactions, waits: tuple[int, int]
) -> None:
    await keep_accounts(transactions, an_account(preferences=IN_KYIV))
    await keep(transactions, *(a_new_lead(lead_id) for lead_id in (LEAD_ID, OTHER_LEAD_ID)))
    enrichment = PlanEnrichment(transactions, ScriptedPlanner(), clock(), WORK_TIMES)
    change = commands(transactions).confirm_zone(YOU, "tg:1:1", NEW_YORK)

    await asyncio.gather(after(waits[0], enrichment.enrich_waiting()), after(waits[1], change))

    async with transactions.read() as tx:
        loaded = await tx.log.load_all([LEAD_ID, OTHER_LEAD_ID])
    late = [one for lead in loaded.leads.values() for one in lead.state.schedule if one.due_at > MONDAY_9AM + DAY]
    assert len(late) == 4
    assert {one.due.zone for one in late} == {NEW_YORK}


async def test_two_first_notes_open_one_account(transactions: Transactions) -> None:
    capture = LeadCapture(transactions, clock(), WORK_TIMES)
    others = list[asyncio.Task[None]]()

    async def other() -> None:
        await capture.capture("Met Bob", owner=YOU, command_id="tg:1:2")

    async def work(tx: Transaction) -> None:
        account = await account_of(tx, YOU, WORK_TIMES, at=MONDAY_9AM)
        if not others:
            others.append(asyncio.create_task(other()))
            await as_far_as_it_gets(others[0])
        recording = Recording()
        recording.take_account(account, Origin(OWNER, "tg:1:1"))
        recording.take(a_new_lead(), Origin(OWNER, "tg:1:1"))
        await recording.write(tx, at=MONDAY_9AM)

    await run_in_transaction(transactions, work)
    await asyncio.gather(*others)

    assert [len(history) for history in await account_histories(transactions)] == [1]
    async with transactions.read() as tx:
        assert await tx.leads.count(owner_id=OWNER_ID) == 2


@pytest.mark.parametrize("waits", [(0, 0), (0, 10), (10, 0)])
async def test_an_owner_who_acts_while_follow_ups_are_scheduled_is_not_followed_up(
    transactions: Transactions, waits: tuple[int, int]
) -> None:
    await keep(transactions, a_new_lead())
    late = ManualClock(MONDAY_9AM + 2 * DAY)
    scheduler = FollowUpScheduler(transactions, late, WORK_TIMES)
    stop = LeadCommands(transactions, late, WORK_TIMES).stop_follow_ups(OwnerCommand(OWNER_ID, LEAD_ID, "tg:1:1"))

    await asyncio.gather(after(waits[0], scheduler.schedule_waiting()), after(waits[1], stop))

    async with transactions.read() as tx:
        state = (await tx.log.load(LEAD_ID)).state
        assert await tx.reminders.next_due_at() is None
        assert await tx.quiet_leads.next_at(MONDAY_9AM) is None
    assert state.follow_ups.is_stopped


async def after(turns: int, work: Awaitable[object]) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    await work
