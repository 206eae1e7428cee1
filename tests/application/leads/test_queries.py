from datetime import timedelta
from uuid import uuid4

import pytest

from application.errors import LeadNotFound
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp

STRANGER = 8
DAY = timedelta(days=1)


async def seven_leads(app: MemoryApp) -> None:
    for days in range(7):
        await app.planned_lead(uuid4(), at=MONDAY_9AM + days * DAY)


async def test_leads_are_shown_in_pages_next_due_first(app: MemoryApp) -> None:
    await seven_leads(app)

    first, second = await app.use.queries.page(OWNER_ID, 0), await app.use.queries.page(OWNER_ID, 1)

    due = [summary.next_due_at for summary in [*first.items, *second.items]]
    assert due == [MONDAY_9AM + days * DAY for days in range(7)]
    assert [len(page.items) for page in (first, second)] == [6, 1]
    assert (first.number, first.pages, first.total) == (0, 2, 7)


@pytest.mark.parametrize(("asked", "given"), [(-1, 0), (2, 1), (99, 1)])
async def test_a_page_outside_of_the_list_is_the_nearest(app: MemoryApp, asked: int, given: int) -> None:
    await seven_leads(app)

    assert (await app.use.queries.page(OWNER_ID, asked)).number == given


async def test_an_owner_without_leads_has_one_empty_page(app: MemoryApp) -> None:
    page = await app.use.queries.page(OWNER_ID, 3)

    assert (page.number, page.pages, page.total, list(page.items)) == (0, 1, 0, [])


async def test_a_deleted_lead_is_not_listed_but_shown(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())

    assert (await app.use.queries.page(OWNER_ID, 0)).total == 0
    assert (await app.use.queries.show(LEAD_ID, OWNER_ID)).is_deleted


async def test_the_lead_of_another_owner_is_not_found(app: MemoryApp) -> None:
    await app.planned_lead()

    with pytest.raises(LeadNotFound):
        await app.use.queries.show(LEAD_ID, STRANGER)
    with pytest.raises(LeadNotFound):
        await app.use.queries.show(OTHER_LEAD_ID, OWNER_ID)
    assert (await app.use.queries.page(STRANGER, 0)).total == 0


async def test_an_operator_sees_all_leads_and_the_deleted(app: MemoryApp) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID, owner_id=STRANGER)
    await app.use.commands.delete(app.command(LEAD_ID))

    list_all = await app.use.queries.list_all(limit=10)

    assert [summary.row.lead_id for summary in list_all] == [OTHER_LEAD_ID, LEAD_ID]
