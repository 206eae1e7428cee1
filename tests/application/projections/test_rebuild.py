"""Rebuilding and verifying read models on a file."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.ports.transaction import Transaction
from application.projections.comparison import Comparison, Difference
from application.projections.rebuild import Rebuilt
from application.projections.registry import LEAD_LIST, PROJECTIONS, SCHEDULED_REMINDERS, Projection
from application.projections.verification import ProjectionStatus
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp
from tests.support.rebuilding import a_rebuild

DAY = timedelta(days=1)
NOTHING = Comparison(differences=[])


async def a_week_of_work(app: MemoryApp) -> None:
    """Leads in every state: reminded, done, skipped, snoozed, deleted, restored, and without a plan."""
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    await app.planned_lead(THIRD_LEAD_ID)
    await app.captured_lead()
    await app.use.claims.claim_due()
    await app.relay_everything()
    await app.use.commands.snooze_step(app.command(LEAD_ID), 1, 1, generation=1, words="24 hours")
    await app.use.commands.mark_step(app.command(LEAD_ID), 1, 2, done=True)
    await app.use.commands.skip_step(app.command(LEAD_ID), 1, 3)
    await app.use.commands.delete(app.command(OTHER_LEAD_ID))
    await app.use.commands.delete(app.command(THIRD_LEAD_ID))
    await app.use.commands.restore(app.command(THIRD_LEAD_ID))
    app.clock.advance(DAY)
    await app.use.claims.claim_due()


async def rows(app: MemoryApp) -> tuple[object, object]:
    async with app.transactions.read() as tx:
        leads = sorted(await tx.leads.aggregate_ids() | await tx.reminders.aggregate_ids())
        return await tx.leads.rows_of(leads), await tx.reminders.rows_of(leads)


async def spoil(tx: Transaction) -> None:
    """One reminder of the first lead is missing, one is changed and one is of an unknown lead."""
    changed, _missing, rest = await tx.reminders.rows_of([LEAD_ID])
    await tx.reminders.put([LEAD_ID], [replace(changed, reminder_count=9, draft_text="?"), rest])
    await tx.reminders.add([replace(rest, reminder_id=f"{uuid4()}:1:1", lead_id=uuid4())])


async def test_a_rebuild_never_sends_again(app: MemoryApp) -> None:
    await a_week_of_work(app)
    await app.relay_everything()
    entries, handed_over = await app.entries(), list(app.messenger.handed_over)

    for projection in PROJECTIONS:
        await a_rebuild(app.transactions).rebuild(projection)

    assert await app.use.claims.claim_due() == 0
    await app.relay_everything()
    assert await app.entries() == entries
    assert app.messenger.handed_over == handed_over


async def test_a_rebuild_says_what_it_did(app: MemoryApp) -> None:
    empty = await a_rebuild(app.transactions).rebuild(LEAD_LIST)
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)

    full = await a_rebuild(app.transactions).rebuild(SCHEDULED_REMINDERS)

    assert empty == Rebuilt("lead_list", "leads", position=0, rows=0, mended=NOTHING)
    assert full == Rebuilt("scheduled_reminders", "leads", position=4, rows=6, mended=NOTHING)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
async def test_read_models_are_level_with_the_log_and_equal_to_it(app: MemoryApp, projection: Projection) -> None:
    await a_week_of_work(app)

    verified = await app.use.verification.verify(projection)

    assert verified.holds
    assert (verified.category, verified.aggregates) in {("leads", 4), ("accounts", 1)}
    assert verified.position == verified.head
    async with app.transactions.read() as tx:
        head = await tx.log.head()
    assert await app.use.verification.status() == [ProjectionStatus(one.name, head, head) for one in PROJECTIONS]


async def test_verifying_names_every_difference_and_changes_nothing(app: MemoryApp) -> None:
    await a_week_of_work(app)
    async with app.transactions.write() as tx:
        await spoil(tx)
        extra = sorted(await tx.reminders.aggregate_ids() - {LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID})
        [extra_row] = await tx.reminders.rows_of(extra)
    spoilt = await rows(app)

    verified = await app.use.verification.verify(SCHEDULED_REMINDERS)

    assert not verified.holds
    assert verified.differences == [
        Difference("scheduled_reminders", "missing", f"{LEAD_ID}:1:2"),
        Difference("scheduled_reminders", "extra", extra_row.reminder_id),
        Difference("scheduled_reminders", "changed", f"{LEAD_ID}:1:1", ["reminder_count", "draft_text"]),
    ]
    assert await rows(app) == spoilt


async def test_a_read_model_that_lags_does_not_hold(app: MemoryApp) -> None:
    await app.planned_lead()
    async with app.transactions.write() as tx:
        await tx.positions.advance("lead_list", 1)

    verified = await app.use.verification.verify(LEAD_LIST)

    assert not verified.holds
    assert (verified.position, verified.head) == (1, 2)
