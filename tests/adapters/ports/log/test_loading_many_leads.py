"""Many leads loaded in one look, on every adapter."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import record
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.steps import skip_step
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep, sends_at


async def test_found_leads_are_as_their_events_left_them(transactions: Transactions) -> None:
    leads = [a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID), a_new_lead(THIRD_LEAD_ID)]
    await keep(transactions, *leads)

    async with transactions.read() as tx:
        loaded = await tx.log.load_all([THIRD_LEAD_ID, LEAD_ID])

    assert {lead_id: lead.state for lead_id, lead in loaded.leads.items()} == {
        LEAD_ID: leads[0].state,
        THIRD_LEAD_ID: leads[2].state,
    }
    assert loaded.unreadable == {}


async def test_a_missing_lead_does_not_stop_the_others(transactions: Transactions) -> None:
    await keep(transactions, a_new_lead(OTHER_LEAD_ID))

    async with transactions.write() as tx:
        loaded = await tx.log.load_all([LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID])

    assert set(loaded.leads) == {OTHER_LEAD_ID}
    assert loaded.unreadable == {}


async def test_loading_none_loads_none(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        loaded = await tx.log.load_all([])

    assert (loaded.leads, loaded.unreadable) == ({}, {})


async def test_a_lead_loaded_with_others_goes_on_from_there(transactions: Transactions) -> None:
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True))

    async with transactions.write() as tx:
        lead = (await tx.log.load_all([LEAD_ID])).leads[LEAD_ID]
        lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
        await record(tx, lead, Origin(OWNER, "skip"), at=MONDAY_9AM)

    async with transactions.read() as tx:
        assert (await tx.log.load(LEAD_ID)).state == lead.state


async def test_two_that_load_the_same_leads_in_opposite_order_take_turns(transactions: Transactions) -> None:
    """Neither fails, as they would if each locked leads that the other waits for."""
    ids = [UUID(int=number) for number in range(1, 41)]
    await keep(transactions, *(a_new_lead(lead_id) for lead_id in ids))

    async def load_and_change(lead_ids: Collection[UUID], name: str) -> None:
        async with transactions.write() as tx:
            loaded = await tx.log.load_all(lead_ids)
            await asyncio.sleep(0.01)
            for lead in loaded.leads.values():
                lead.record(delete_lead(lead.state, at=MONDAY_9AM)) if name == "first" else lead.record(
                    restore_lead(lead.state, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM))
                )
                await record(tx, lead, Origin(OWNER, f"{name}:{lead.id}"), at=MONDAY_9AM)

    first = asyncio.create_task(load_and_change(ids, "first"))
    await asyncio.sleep(0)
    second = asyncio.create_task(load_and_change(ids[::-1], "second"))
    await asyncio.gather(first, second)

    async with transactions.read() as tx:
        loaded = await tx.log.load_all(ids)
    assert len(loaded.leads) == 40
