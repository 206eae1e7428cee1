"""Rebuilding the read models beside readers and writers, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from application.errors import RebuildUnderWay
from application.ports.shadow_tables import ShadowTable
from application.ports.transaction import Transactions
from application.projections.progress import Phase, Progress
from application.projections.registry import LEAD_LIST, PROJECTIONS, QUIET_LEADS, SCHEDULED_REMINDERS, Projection
from application.projections.verification import ProjectionVerification
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import identify_prospect
from domain.lead.decisions.steps import skip_step, toggle_step
from tests.support.accounts import an_account, keep_accounts
from tests.support.databases import SQL_DATABASES
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep, sends_at
from tests.support.rebuilding import a_rebuild, all_hold, empty

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

FOURTH_LEAD_ID = UUID("44444444-4444-4444-8444-444444444444")
EACH_PROJECTION = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)


class PowerCut(Exception):
    pass


async def some_leads(transactions: Transactions) -> None:
    deleted, changed = a_new_lead(OTHER_LEAD_ID, with_plan=True), a_new_lead(THIRD_LEAD_ID, with_plan=True)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    changed.record(identify_prospect(changed.state, ADA, at=MONDAY_9AM))
    changed.record(toggle_step(changed.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + timedelta(hours=1))))
    await keep(transactions, a_new_lead(LEAD_ID), deleted, changed)
    await keep_accounts(transactions, *(an_account(owner_id) for owner_id in (7, 8, 9)))


async def shadow(transactions: Transactions, projection: Projection) -> ShadowTable | None:
    async with transactions.read() as tx:
        return await tx.shadows.get(projection.name)


def cut_after(reports: int, phase: Phase = Phase.FOLDING) -> "Cut":
    return Cut(reports, phase)


class Cut:
    """The power goes after so many reports of a phase."""

    def __init__(self, reports: int, phase: Phase) -> None:
        self.left, self._phase = reports, phase
        self.done = 0

    def __call__(self, progress: Progress) -> None:
        if progress.phase is self._phase:
            self.left -= 1
            self.done = progress.done
        if self.left == 0:
            raise PowerCut


@EACH_PROJECTION
@pytest.mark.parametrize("batch", [1, 2000])
async def test_a_rebuild_equals_what_was_projected_inline(
    transactions: Transactions, projection: Projection, batch: int
) -> None:
    await some_leads(transactions)
    verification = ProjectionVerification(transactions, batch=batch)
    inline = await verification.verify(projection)

    rebuilt = await a_rebuild(transactions, batch=batch).rebuild(projection)

    assert inline.holds
    assert rebuilt.mended.count == 0
    assert rebuilt.position == inline.head
    assert (await verification.verify(projection)) == inline


@EACH_PROJECTION
async def test_a_rebuild_fills_a_table_that_was_emptied_and_says_so(
    transactions: Transactions, projection: Projection
) -> None:
    await some_leads(transactions)
    async with transactions.write() as tx:
        await empty(tx, projection)
    emptied = await ProjectionVerification(transactions).verify(projection)

    rebuilt = await a_rebuild(transactions).rebuild(projection)

    assert {difference.kind for difference in emptied.differences} == {"missing"}
    assert (rebuilt.mended.missing, rebuilt.mended.count) == (rebuilt.rows, rebuilt.rows)
    assert await all_hold(transactions)


async def test_a_rebuild_says_what_was_missing_what_was_too_much_and_what_was_wrong(transactions: Transactions) -> None:
    await some_leads(transactions)
    async with transactions.write() as tx:
        changed, missing, rest = await tx.reminders.rows_of([THIRD_LEAD_ID])
        await tx.reminders.put([THIRD_LEAD_ID], [replace(changed, draft_text="?"), rest])
        await tx.reminders.add([replace(rest, reminder_id=f"{FOURTH_LEAD_ID}:1:1", lead_id=FOURTH_LEAD_ID)])

    rebuilt = await a_rebuild(transactions).rebuild(SCHEDULED_REMINDERS)

    mended = rebuilt.mended
    assert (mended.missing, mended.extra, mended.changed, mended.unreadable) == (1, 1, 1, 0)
    assert {(one.kind, one.key) for one in mended.differences} == {
        ("missing", missing.reminder_id),
        ("extra", f"{FOURTH_LEAD_ID}:1:1"),
        ("changed", changed.reminder_id),
    }
    assert await all_hold(transactions)


@EACH_PROJECTION
@pytest.mark.parametrize("phase", Phase)
async def test_a_rebuild_loses_nothing_of_what_is_written_meanwhile(
    transactions: Transactions, projection: Projection, phase: Phase
) -> None:
    await some_leads(transactions)
    lead = a_new_lead(FOURTH_LEAD_ID, with_plan=True)
    writers = list[asyncio.Task[None]]()

    def write(progress: Progress) -> None:
        if progress.phase is phase and not writers:
            lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
            writers.append(asyncio.create_task(keep(transactions, lead)))

    await keep(transactions, lead)
    rebuilt = await a_rebuild(transactions, batch=3).rebuild(projection, write)
    await asyncio.gather(*writers)
    await keep(transactions, a_new_lead(uuid4(), with_plan=True))

    assert writers
    assert rebuilt.mended.count == 0
    assert await all_hold(transactions)


async def test_more_than_a_few_events_meanwhile_are_caught_up_before_writers_have_to_wait(
    transactions: Transactions,
) -> None:
    await keep(transactions, *(a_new_lead(uuid4()) for _ in range(5)))
    with pytest.raises(PowerCut):
        await a_rebuild(transactions, batch=2).rebuild(LEAD_LIST, cut_after(2))
    await keep(transactions, *(a_new_lead(uuid4(), with_plan=True) for _ in range(30)))
    reports = list[Progress]()

    rebuilt = await a_rebuild(transactions, batch=40).rebuild(LEAD_LIST, reports.append)

    assert len([one for one in reports if one.phase is Phase.CATCHING_UP]) >= 5
    assert rebuilt.rows == 35
    assert await all_hold(transactions)


@EACH_PROJECTION
async def test_an_interrupted_rebuild_goes_on_where_it_was(transactions: Transactions, projection: Projection) -> None:
    await some_leads(transactions)
    with pytest.raises(PowerCut):
        await a_rebuild(transactions, batch=1).rebuild(projection, cut_after(3))
    begun = await shadow(transactions, projection)
    reports = list[Progress]()

    await a_rebuild(transactions, batch=1).rebuild(projection, reports.append)

    assert begun is not None
    assert begun.after is not None
    assert reports[0].done > 0
    assert await shadow(transactions, projection) is None
    assert await all_hold(transactions)


@pytest.mark.parametrize("phase", [Phase.CATCHING_UP, Phase.COMPARING, Phase.SWAPPING])
async def test_whatever_phase_is_interrupted_readers_see_the_old_rows_and_the_next_one_finishes(
    transactions: Transactions, phase: Phase
) -> None:
    await some_leads(transactions)
    with pytest.raises(PowerCut):
        await a_rebuild(transactions, batch=1).rebuild(SCHEDULED_REMINDERS, cut_after(1, phase))

    assert await all_hold(transactions)
    reports = list[Progress]()
    await a_rebuild(transactions).rebuild(SCHEDULED_REMINDERS, reports.append)

    assert Phase.FOLDING not in {one.phase for one in reports}
    assert await shadow(transactions, SCHEDULED_REMINDERS) is None
    assert await all_hold(transactions)


async def test_what_another_fold_has_begun_is_dropped_and_begun_anew(transactions: Transactions) -> None:
    await some_leads(transactions)
    with pytest.raises(PowerCut):
        await a_rebuild(transactions, batch=1).rebuild(LEAD_LIST, cut_after(3))
    async with transactions.write() as tx:
        begun = await tx.shadows.get(LEAD_LIST.name)
        assert begun is not None
        await tx.shadows.change(begun, replace(begun, fold="of another program"))
    reports = list[Progress]()

    await a_rebuild(transactions, batch=1).rebuild(LEAD_LIST, reports.append)

    assert reports[0].done == 0
    assert await all_hold(transactions)


async def test_a_shadow_table_that_another_program_has_moved_is_left_to_it(transactions: Transactions) -> None:
    begun = ShadowTable(LEAD_LIST.name, "fold", until=3, started_at=MONDAY_9AM)
    async with transactions.write() as tx:
        await tx.shadows.add(begun)
        await tx.shadows.change(begun, replace(begun, after=LEAD_ID))

        with pytest.raises(RebuildUnderWay, match="another program is at work on the shadow table of lead_list"):
            await tx.shadows.change(begun, replace(begun, after=OTHER_LEAD_ID))
        with pytest.raises(RebuildUnderWay):
            await tx.shadows.remove(begun)


async def test_a_read_model_that_was_never_computed_stays_behind_whatever_is_written_and_is_caught_up(
    transactions: Transactions,
) -> None:
    await some_leads(transactions)
    verification = ProjectionVerification(transactions)
    async with transactions.write() as tx:
        await empty(tx, QUIET_LEADS)
        await tx.positions.advance(QUIET_LEADS.name, 0)
    await keep(transactions, a_new_lead(FOURTH_LEAD_ID))

    behind = [one.name for one in await verification.status() if one.position < one.head]
    rebuilt = [one.name for one in await a_rebuild(transactions).catch_up()]

    assert behind == rebuilt == [QUIET_LEADS.name]
    assert await all_hold(transactions)
