"""An owner says that the prospect has answered."""

import pytest

from domain.errors import LeadIsDeleted, PlanSuperseded
from tests.application.leads.newer_plan import adopt
from tests.support.leads import MONDAY_9AM, a_plan
from tests.support.memory_app import MemoryApp


async def test_a_reply_is_said_once_however_often_it_is_pressed(app: MemoryApp) -> None:
    await app.planned_lead()

    first = await app.use.commands.record_reply(app.command(), 1)
    again = await app.use.commands.record_reply(app.command(), 1)

    assert first.replied_at == again.replied_at == MONDAY_9AM
    assert (await app.kinds_of_events()).count("ProspectReplied") == 1


async def test_a_button_of_an_older_plan_says_nothing_about_the_present_one(app: MemoryApp) -> None:
    await app.planned_lead()
    await adopt(app, a_plan(2))

    with pytest.raises(PlanSuperseded):
        await app.use.commands.record_reply(app.command(), 1)

    assert (await app.state()).replies == {}


async def test_the_reply_to_a_deleted_lead_is_refused(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())

    with pytest.raises(LeadIsDeleted):
        await app.use.commands.record_reply(app.command(), 1)
