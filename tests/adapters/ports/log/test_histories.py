"""Whole histories in batches, on both databases: what read models are computed from anew."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from application.errors import EventNotFolded
from application.ports.histories import Category, History
from application.ports.transaction import Transactions
from application.projections.registry import LEAD_LIST
from domain.lead.decisions.steps import skip_step
from domain.recorded_event import RecordedEvent
from tests.support.accounts import an_account, keep_accounts
from tests.support.databases import SQL_DATABASES
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, events_of, keep
from tests.support.rebuilding import a_rebuild

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

IDS = [LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID]


async def append(transactions: Transactions, *events: RecordedEvent) -> int:
    async with transactions.write() as tx:
        return await tx.log.append(events)


def about(histories: Sequence[History]) -> list[tuple[UUID, int]]:
    """Whom, and how many events."""
    return [(history[0].event.originator_id, len(history)) for history in histories]


async def in_batches(
    transactions: Transactions, events: int, *, part: Category = Category.LEADS, until: int | None = None
) -> list[list[tuple[UUID, int]]]:
    found: list[list[tuple[UUID, int]]] = []
    after, is_last = None, False
    async with transactions.read() as tx:
        end = await tx.log.head() if until is None else until
        while not is_last:
            batch = await tx.histories.batch(part, after=after, until=end, events=events)
            found.append(about(batch.histories))
            after, is_last = (found[-1][-1][0] if found[-1] else None), batch.is_last
    return [batch for batch in found if batch] or [[]]


async def test_batches_are_in_the_order_of_ids_and_keep_histories_whole(transactions: Transactions) -> None:
    await keep(transactions, *(a_new_lead(one, with_plan=True) for one in reversed(IDS)))

    all_leads = [(lead_id, 2) for lead_id in IDS]
    assert await in_batches(transactions, 100) == [all_leads]
    assert [one for batch in await in_batches(transactions, 3) for one in batch] == all_leads
    assert await in_batches(transactions, 1) == [[lead] for lead in all_leads]


async def test_a_history_longer_than_a_batch_comes_whole_and_alone(transactions: Transactions) -> None:
    await keep(transactions, a_new_lead(LEAD_ID), a_new_lead(THIRD_LEAD_ID))
    long = a_new_lead(OTHER_LEAD_ID, with_plan=True)
    for step_id in (1, 2, 3):
        long.record(skip_step(long.state, step_id, at=MONDAY_9AM))
    await keep(transactions, long)

    assert await in_batches(transactions, 2) == [[(LEAD_ID, 1)], [(OTHER_LEAD_ID, 5)], [(THIRD_LEAD_ID, 1)]]


async def test_what_comes_after_the_end_is_left_out_and_with_it_who_begins_there(transactions: Transactions) -> None:
    captured, planned = events_of(a_new_lead(OTHER_LEAD_ID, with_plan=True))
    until = await append(transactions, captured)
    await append(transactions, planned, *events_of(a_new_lead(LEAD_ID)))

    assert await in_batches(transactions, 10, until=until) == [[(OTHER_LEAD_ID, 1)]]


async def test_leads_and_accounts_are_separate(transactions: Transactions) -> None:
    account = an_account()
    await keep(transactions, a_new_lead(LEAD_ID))
    await keep_accounts(transactions, account)

    assert await in_batches(transactions, 10) == [[(LEAD_ID, 1)]]
    assert await in_batches(transactions, 10, part=Category.ACCOUNTS) == [[(account.id, 1)]]


async def test_an_empty_log_has_one_empty_batch(transactions: Transactions) -> None:
    assert await in_batches(transactions, 10) == [[]]


async def test_changed_histories_are_whole_and_up_to_date(transactions: Transactions) -> None:
    old, lead = a_new_lead(OTHER_LEAD_ID), a_new_lead(LEAD_ID, with_plan=True)
    await keep(transactions, old, lead)
    async with transactions.read() as tx:
        after = await tx.log.head()
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    await keep(transactions, lead, a_new_lead(THIRD_LEAD_ID))

    async with transactions.read() as tx:
        one = await tx.histories.changed(Category.LEADS, after=after, events=1)
        leads = await tx.histories.changed(Category.LEADS, after=after, events=10)
        accounts = await tx.histories.changed(Category.ACCOUNTS, after=after, events=10)
        head = await tx.log.head()

    assert (about(one.histories), one.until < head) == ([(LEAD_ID, 3)], True)
    assert (about(leads.histories), leads.until) == ([(LEAD_ID, 3), (THIRD_LEAD_ID, 1)], head)
    assert (about(accounts.histories), accounts.until) == ([], head)


async def test_events_are_counted_by_their_part_up_to_a_position_and_a_subject(transactions: Transactions) -> None:
    await keep(transactions, *(a_new_lead(one, with_plan=True) for one in IDS))
    await keep_accounts(transactions, an_account())

    async with transactions.read() as tx:
        head = await tx.log.head()
        assert await tx.histories.count(Category.LEADS, until=head, upto=None) == 6
        assert await tx.histories.count(Category.LEADS, until=head, upto=OTHER_LEAD_ID) == 4
        assert await tx.histories.count(Category.ACCOUNTS, until=head, upto=None) == 1


async def test_an_event_that_does_not_follow_stops_a_rebuild_by_name_and_what_was_built_is_kept(
    transactions: Transactions,
) -> None:
    await keep(transactions, a_new_lead(LEAD_ID))
    lead = a_new_lead(OTHER_LEAD_ID, with_plan=True)
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    position = await append(transactions, events_of(lead)[-1])

    with pytest.raises(EventNotFolded) as refusal:
        await a_rebuild(transactions, batch=1).rebuild(LEAD_LIST)

    assert (refusal.value.position, refusal.value.lead_id, refusal.value.version) == (position, OTHER_LEAD_ID, 3)
    assert str(refusal.value) == (
        f"event 3 of lead {OTHER_LEAD_ID} (lead.step_skipped), at position {position}, cannot be folded"
    )
    async with transactions.read() as tx:
        begun = await tx.shadows.get(LEAD_LIST.name)
        assert begun is not None
        assert begun.after == LEAD_ID
        assert await tx.leads.aggregate_ids() == {LEAD_ID}
