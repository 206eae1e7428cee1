"""A version is compared as of the end of the log, whatever it has not heard of yet, on both databases."""

import pytest

from application.ports.transaction import Transactions
from application.projections.build import ShadowBuild
from application.projections.progress import no_report
from application.projections.registry import SCHEDULED_REMINDERS
from application.projections.swap import compare_with_shadow
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.steps import skip_step
from tests.support.databases import SQL_DATABASES
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep
from tests.support.rebuilding import a_rebuild

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)


async def test_what_happened_since_is_no_difference(transactions: Transactions) -> None:
    changed, deleted = (a_new_lead(one, with_plan=True) for one in (LEAD_ID, OTHER_LEAD_ID))
    await keep(transactions, changed, deleted)
    building = ShadowBuild(transactions, a_rebuild(transactions).clock, batch=10)
    shadow = await building.fold(SCHEDULED_REMINDERS, await building.begin(SCHEDULED_REMINDERS), no_report)
    changed.record(skip_step(changed.state, 1, at=MONDAY_9AM))
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    await keep(transactions, changed, deleted, a_new_lead(THIRD_LEAD_ID, with_plan=True))

    compared = await compare_with_shadow(transactions, SCHEDULED_REMINDERS, shadow, no_report)

    assert compared.comparison.count == 0
    assert compared.rows == 6
