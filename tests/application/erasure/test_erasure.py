"""A lead is erased for real, and nothing else is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from application.delivery.entry import EntryState
from application.errors import LeadNotFound
from application.leads.commands import OwnerCommand
from application.operator_request import OperatorRequest
from application.ports.inbox import InboundUpdate
from application.ports.personal_data import Erased
from domain.erased import ERASED
from domain.errors import LeadIsErased
from domain.lead.events import LeadErased
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import YOU, House, a_house_on_a_file

NOTE = "Met Ada Lovelace of Engines Ltd"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house_on_a_file(tmp_path) as house:
        yield house


def request(reason: str = "they asked for it") -> OperatorRequest:
    return OperatorRequest("operator:ada", reason)


async def a_noted_lead(house: House, note: str = NOTE, update_id: int = 1) -> UUID:
    """From an update that is kept, with a card that was sent and a plan."""
    update = InboundUpdate(99, update_id, CHAT_ID, f'{{"text": "{note}"}}')
    async with house.transactions.write() as tx:
        await tx.inbox.keep([update], at=house.clock.now())
    lead_id = await house.use.capture.capture(note, owner=YOU, command_id=f"telegram:99:{update_id}")
    async with house.transactions.write() as tx:
        await tx.inbox.mark_handled(update, at=house.clock.now())
    await house.use.enrichment.enrich_waiting()
    await sent(house)
    return lead_id


async def sent(house: House) -> None:
    while await house.relay.relay_due():
        house.clock.advance(timedelta(seconds=2))


async def everything_kept(house: House) -> str:
    async with house.transactions.read() as tx:
        log = await tx.log.page(after=0, limit=1000)
        rows = [await tx.leads.aggregate_ids(), await tx.reminders.rows_of(list(await tx.reminders.aggregate_ids()))]
        updates = [await tx.inbox.kept(99, number) for number in range(1, 5)]
    return str((log, rows, await house.entries(), updates))


async def test_who_erased_it_and_why_stays_in_its_history(house: House) -> None:
    lead_id = await a_noted_lead(house)

    await house.use.erasure.erase(lead_id, request("a letter of 3 November"), dry_run=False)

    async with house.transactions.read() as tx:
        *_, last = await tx.log.history(lead_id)
        [action] = await tx.operator_actions.select(limit=10)
    assert isinstance(last, LeadErased)
    assert (last.actor, last.reason) == ("operator:ada", "a letter of 3 November")
    assert (action.command, action.reason, action.details) == ("leads erase", "a letter of 3 November", str(lead_id))


async def test_another_lead_of_its_owner_is_as_it_was(house: House) -> None:
    lead_id = await a_noted_lead(house)
    other = await a_noted_lead(house, "Met Grace Hopper", update_id=2)
    before = await house.use.queries.show(other, OWNER_ID)
    cards = [one for one in await house.entries() if one.content.lead_id == other]

    await house.use.erasure.erase(lead_id, request(), dry_run=False)

    assert await house.use.queries.show(other, OWNER_ID) == before
    assert [one for one in await house.entries() if one.content.lead_id == other] == cards


async def test_what_it_was_before_shows_that_it_is_erased(house: House) -> None:
    lead_id = await a_noted_lead(house)
    before = house.clock.now()
    house.clock.advance(DAY)

    await house.use.erasure.erase(lead_id, request(), dry_run=False)

    state = await house.use.audit.state_at(lead_id, before)
    assert (state.note, state.is_erased) == (ERASED, False)
    assert state.plan is not None
    assert {step.action for step in state.plan.steps} == {ERASED}
    assert len({step.due.at for step in state.plan.steps}) > 1


async def test_a_dry_run_counts_and_changes_nothing(house: House) -> None:
    lead_id = await a_noted_lead(house)
    before = await everything_kept(house)

    rehearsed = await house.use.erasure.erase(lead_id, request(), dry_run=True)
    assert await everything_kept(house) == before

    done = await house.use.erasure.erase(lead_id, request(), dry_run=False)
    assert done == rehearsed


async def test_nothing_of_it_is_sent_any_more(house: House) -> None:
    lead_id = await a_noted_lead(house)
    house.clock.advance(HOUR)
    await house.use.claims.claim_due()
    [queued] = [one for one in await house.entries() if one.state is EntryState.QUEUED]

    await house.use.erasure.erase(lead_id, request(), dry_run=False)
    house.clock.advance(60 * DAY)
    told = len(house.messenger.sent)
    await house.use.claims.claim_due()
    await sent(house)

    assert len(house.messenger.sent) == told
    async with house.transactions.read() as tx:
        assert (await tx.outbox.get(queued.id)).state is EntryState.WITHDRAWN


async def test_what_was_said_later_is_not_wiped(house: House) -> None:
    lead_id = await a_noted_lead(house)
    erasure = house.use.erasure
    await erasure.erase(lead_id, request(), dry_run=False)
    house.clock.advance(DAY)

    other = await a_noted_lead(house, "Met Grace Hopper", update_id=2)
    await erasure.redaction.redact_remembered()

    async with house.transactions.read() as tx:
        assert await tx.inbox.kept(99, 2) is not None
    assert (await house.use.queries.show(other, OWNER_ID)).note == "Met Grace Hopper"


async def test_an_erased_lead_cannot_be_restored_nor_erased_again(house: House) -> None:
    lead_id = await a_noted_lead(house)
    erasure = house.use.erasure
    await erasure.erase(lead_id, request(), dry_run=False)

    with pytest.raises(LeadIsErased):
        await house.use.commands.restore(OwnerCommand(OWNER_ID, lead_id, "restore"))
    with pytest.raises(LeadIsErased):
        await erasure.erase(lead_id, request(), dry_run=False)


async def test_a_lead_that_was_never_there_cannot_be_erased(house: House) -> None:
    with pytest.raises(LeadNotFound):
        await house.use.erasure.erase(LEAD_ID, request(), dry_run=False)


async def test_an_owner_erases_all_that_is_theirs_and_nothing_else(house: House) -> None:
    mine = [await a_noted_lead(house), await a_noted_lead(house, "Met Grace Hopper", update_id=2)]
    await house.use.commands.delete(OwnerCommand(OWNER_ID, mine[0], "delete"))
    await house.planned_lead(OTHER_LEAD_ID, owner_id=8)
    erasure = house.use.erasure
    assert set(await erasure.leads_of(OWNER_ID)) == set(mine)

    erased = await erasure.erase_all_of(YOU, "telegram:99:3")

    assert erased.leads == 2
    assert await erasure.leads_of(OWNER_ID) == []
    assert (await house.use.queries.show(OTHER_LEAD_ID, 8)).note == "Met Ada at the fair"
    assert await erasure.erase_all_of(YOU, "telegram:99:3") == Erased()


async def test_deleted_leads_are_erased_when_they_cannot_be_restored_any_more(house: House) -> None:
    lead_id = await a_noted_lead(house)
    kept = await a_noted_lead(house, "Met Grace Hopper", update_id=2)
    await house.use.commands.delete(OwnerCommand(OWNER_ID, lead_id, "delete"))
    erasure = house.use.erasure
    house.clock.advance(30 * DAY)
    assert (await erasure.erase_expired()).leads == 0

    house.clock.advance(timedelta(seconds=1))
    erased = await erasure.erase_expired()

    assert erased.leads == 1
    assert (await house.use.queries.get(lead_id)).is_erased
    assert not (await house.use.queries.get(kept)).is_erased
    assert (await erasure.erase_expired()).leads == 0


async def test_without_a_retention_deleted_leads_are_kept(house: House) -> None:
    lead_id = await a_noted_lead(house)
    await house.use.commands.delete(OwnerCommand(OWNER_ID, lead_id, "delete"))
    house.clock.advance(1000 * DAY)

    assert (await replace(house.use.erasure, retention=None).erase_expired()).leads == 0
    assert house.clock.now() > MONDAY_9AM
