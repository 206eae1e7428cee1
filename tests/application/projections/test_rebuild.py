from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from application.ports.transaction import Transaction
from application.projections.comparison import Comparison, Difference
from application.projections.rebuild import Rebuilt
from application.projections.registry import LEAD_LIST, PROJECTIONS, SCHEDULED_REMINDERS, Projection
from application.projections.verification import ProjectionStatus
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID
from tests.support.memory_app import House, a_house_on_a_file
from tests.support.rebuilding import a_rebuild

DAY = timedelta(days=1)
NOTHING = Comparison(differences=[])


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house_on_a_file(tmp_path) as house:
        yield house


async def a_week_of_work(house: House) -> None:
    """Leads in every condition: told, done, skipped, snoozed, deleted, restored, and without a plan."""
    await house.planned_lead(LEAD_ID)
    await house.planned_lead(OTHER_LEAD_ID)
    await house.planned_lead(THIRD_LEAD_ID)
    await house.captured_lead()
    await house.use.claims.claim_due()
    await house.relay_everything()
    await house.use.commands.snooze_step(house.command(LEAD_ID), 1, 1, generation=1, words="24 hours")
    await house.use.commands.mark_step(house.command(LEAD_ID), 1, 2, done=True)
    await house.use.commands.skip_step(house.command(LEAD_ID), 1, 3)
    await house.use.commands.delete(house.command(OTHER_LEAD_ID))
    await house.use.commands.delete(house.command(THIRD_LEAD_ID))
    await house.use.commands.restore(house.command(THIRD_LEAD_ID))
    house.clock.advance(DAY)
    await house.use.claims.claim_due()


async def rows(house: House) -> tuple[object, object]:
    async with house.transactions.read() as tx:
        leads = sorted(await tx.leads.aggregate_ids() | await tx.reminders.aggregate_ids())
        return await tx.leads.rows_of(leads), await tx.reminders.rows_of(leads)


async def spoil(tx: Transaction) -> None:
    """One reminder of the first lead is missing, one is changed and one is of a lead that nobody captured."""
    changed, _missing, rest = await tx.reminders.rows_of([LEAD_ID])
    await tx.reminders.put([LEAD_ID], [replace(changed, reminder_count=9, draft_text="?"), rest])
    await tx.reminders.add([replace(rest, reminder_id=f"{uuid4()}:1:1", lead_id=uuid4())])


async def test_a_rebuild_never_sends_again(house: House) -> None:
    await a_week_of_work(house)
    await house.relay_everything()
    entries, handed_over = await house.entries(), list(house.messenger.handed_over)

    for projection in PROJECTIONS:
        await a_rebuild(house.transactions).rebuild(projection)

    assert await house.use.claims.claim_due() == 0
    await house.relay_everything()
    assert await house.entries() == entries
    assert house.messenger.handed_over == handed_over


async def test_a_rebuild_says_what_it_did(house: House) -> None:
    await house.planned_lead(LEAD_ID)
    await house.planned_lead(OTHER_LEAD_ID)

    assert await a_rebuild(house.transactions).rebuild(LEAD_LIST) == Rebuilt(
        "lead_list", "leads", position=4, rows=2, mended=NOTHING
    )
    assert await a_rebuild(house.transactions).rebuild(SCHEDULED_REMINDERS) == Rebuilt(
        "scheduled_reminders", "leads", position=4, rows=6, mended=NOTHING
    )


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
async def test_what_is_projected_inline_is_verified(house: House, projection: Projection) -> None:
    await a_week_of_work(house)

    verified = await house.use.verification.verify(projection)

    assert verified.holds
    assert (verified.of, verified.subjects) in {("leads", 4), ("accounts", 1)}
    assert verified.position == verified.head


async def test_verifying_names_every_difference_and_changes_nothing(house: House) -> None:
    await a_week_of_work(house)
    async with house.transactions.write() as tx:
        await spoil(tx)
        extra = sorted(await tx.reminders.aggregate_ids() - {LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID})
        [extra_row] = await tx.reminders.rows_of(extra)
    spoilt = await rows(house)

    verified = await house.use.verification.verify(SCHEDULED_REMINDERS)

    assert not verified.holds
    assert verified.differences == [
        Difference("scheduled_reminders", "missing", f"{LEAD_ID}:1:2"),
        Difference("scheduled_reminders", "extra", extra_row.reminder_id),
        Difference("scheduled_reminders", "changed", f"{LEAD_ID}:1:1", ["reminder_count", "draft_text"]),
    ]
    assert await rows(house) == spoilt


async def test_a_reminder_that_should_be_gone_with_its_lead_is_extra(house: House) -> None:
    await house.planned_lead()
    stale = await house.reminders()
    await house.use.commands.delete(house.command())
    async with house.transactions.write() as tx:
        await tx.reminders.add(stale)

    verified = await house.use.verification.verify(SCHEDULED_REMINDERS)

    assert {difference.kind for difference in verified.differences} == {"extra"}
    assert len(verified.differences) == 3


async def test_a_read_model_that_lags_does_not_hold(house: House) -> None:
    await house.planned_lead()
    async with house.transactions.write() as tx:
        await tx.positions.advance("lead_list", 1)

    verified = await house.use.verification.verify(LEAD_LIST)

    assert not verified.holds
    assert (verified.position, verified.head) == (1, 2)


async def test_the_status_says_how_far_each_read_model_is(house: House) -> None:
    await house.planned_lead()

    status = await house.use.verification.status()

    assert status == [ProjectionStatus(projection.name, position=2, head=2) for projection in PROJECTIONS]


async def test_an_empty_log_is_rebuilt_and_verified(house: House) -> None:
    assert await a_rebuild(house.transactions).rebuild(LEAD_LIST) == Rebuilt(
        "lead_list", "leads", position=0, rows=0, mended=NOTHING
    )
    assert (await house.use.verification.verify(LEAD_LIST)).holds
