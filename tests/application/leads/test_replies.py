"""An owner says that the prospect has answered."""

import pytest

from application.errors import LeadNotFound
from domain.errors import LeadIsDeleted, PlanSuperseded
from domain.lead.decisions.plans import adopt_plan
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_plan, keep
from tests.support.memory_app import MemoryApp


async def test_a_reply_is_said_once_however_often_it_is_pressed(app: MemoryApp) -> None:
    await app.planned_lead()

    first = await app.use.commands.record_reply(app.command(), 1)
    again = await app.use.commands.record_reply(app.command(), 1)

    assert first.replied_at == again.replied_at == MONDAY_9AM
    assert (await app.kinds_of_events()).count("ProspectReplied") == 1


async def test_a_button_of_an_older_plan_says_nothing_about_the_present_one(app: MemoryApp) -> None:
    await app.planned_lead()
    async with app.transactions.read() as tx:
        lead = await tx.log.load(LEAD_ID)
    lead.record(adopt_plan(lead.state, a_plan(2), at=MONDAY_9AM))
    await keep(app.transactions, lead)

    with pytest.raises(PlanSuperseded):
        await app.use.commands.record_reply(app.command(), 1)

    assert (await app.state()).replies == {}


async def test_nobody_else_can_say_so(app: MemoryApp) -> None:
    await app.planned_lead()

    with pytest.raises(LeadNotFound):
        await app.use.commands.record_reply(app.command(owner_id=8), 1)

    assert (await app.state()).replied_at is None


async def test_of_a_deleted_lead_nobody_can_say_so(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())

    with pytest.raises(LeadIsDeleted):
        await app.use.commands.record_reply(app.command(), 1)
