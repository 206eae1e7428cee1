"""A lead is erased, and no other data."""

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
from tests.support.databases import of_bot
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, OTHER_BOT_ID, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import YOU, MemoryApp, an_app_on_a_file

NOTE = "Met Ada Lovelace of Engines Ltd"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    async with an_app_on_a_file(tmp_path) as app:
        yield app


def request(reason: str = "they asked for it") -> OperatorRequest:
    return OperatorRequest("operator:ada", reason)


async def a_noted_lead(app: MemoryApp, note: str = NOTE, update_id: int = 1) -> UUID:
    """From an update that is kept, with a card that was sent and a plan."""
    update = InboundUpdate(BOT_ID, update_id, CHAT_ID, f'{{"text": "{note}"}}')
    async with app.transactions.write() as tx:
        await tx.inbox.keep([update], at=app.clock.now())
    lead_id = await app.use.capture.capture(note, owner=YOU, command_id=f"telegram:99:{update_id}")
    async with app.transactions.write() as tx:
        await tx.inbox.mark_handled(update, at=app.clock.now())
    await app.use.enrichment.enrich_waiting()
    await sent(app)
    return lead_id


async def sent(app: MemoryApp) -> None:
    while await app.relay.relay_due():
        app.clock.advance(timedelta(seconds=2))


async def everything_kept(app: MemoryApp) -> str:
    async with app.transactions.read() as tx:
        log = await tx.log.page(after=0, limit=1000)
        rows = [await tx.leads.aggregate_ids(), await tx.reminders.rows_of(list(await tx.reminders.aggregate_ids()))]
        updates = [await tx.inbox.kept(BOT_ID, number) for number in range(1, 5)]
    return str((log, rows, await app.entries(), updates))


async def test_who_erased_it_and_why_stays_in_its_history(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)

    await app.use.erasure.erase(lead_id, request("a letter of 3 November"), dry_run=False)

    async with app.transactions.read() as tx:
        *_, last = await tx.log.history(lead_id)
        [action] = await tx.operator_actions.select(limit=10)
    assert isinstance(last, LeadErased)
    assert (last.actor, last.reason) == ("operator:ada", "a letter of 3 November")
    assert (action.command, action.reason, action.details) == ("leads erase", "a letter of 3 November", str(lead_id))


async def test_another_lead_of_its_owner_is_as_it_was(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    other = await a_noted_lead(app, "Met Grace Hopper", update_id=2)
    before = await app.use.queries.show(other, OWNER_ID)
    cards = [one for one in await app.entries() if one.content.lead_id == other]

    await app.use.erasure.erase(lead_id, request(), dry_run=False)

    assert await app.use.queries.show(other, OWNER_ID) == before
    assert [one for one in await app.entries() if one.content.lead_id == other] == cards


async def test_what_it_was_before_shows_that_it_is_erased(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    before = app.clock.now()
    app.clock.advance(DAY)

    await app.use.erasure.erase(lead_id, request(), dry_run=False)

    state = await app.use.audit.state_at(lead_id, before)
    assert (state.note, state.is_erased) == (ERASED, False)
    assert state.plan is not None
    assert {step.action for step in state.plan.steps} == {ERASED}
    assert len({step.due.at for step in state.plan.steps}) > 1


async def test_a_dry_run_counts_and_changes_nothing(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    before = await everything_kept(app)

    counted = await app.use.erasure.erase(lead_id, request(), dry_run=True)
    assert await everything_kept(app) == before

    done = await app.use.erasure.erase(lead_id, request(), dry_run=False)
    assert done == counted


async def test_nothing_of_it_is_sent_any_more(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    app.clock.advance(HOUR)
    await app.use.claims.claim_due()
    [queued] = [one for one in await app.entries() if one.state is EntryState.QUEUED]

    await app.use.erasure.erase(lead_id, request(), dry_run=False)
    app.clock.advance(60 * DAY)
    told = len(app.messenger.sent)
    await app.use.claims.claim_due()
    await sent(app)

    assert len(app.messenger.sent) == told
    async with app.transactions.read() as tx:
        assert (await tx.outbox.get(queued.id)).state is EntryState.WITHDRAWN


async def test_later_words_are_not_redacted(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    erasure = app.use.erasure
    await erasure.erase(lead_id, request(), dry_run=False)
    app.clock.advance(DAY)

    other = await a_noted_lead(app, "Met Grace Hopper", update_id=2)
    await erasure.redaction.redact_remembered()

    async with app.transactions.read() as tx:
        assert await tx.inbox.kept(BOT_ID, 2) is not None
    assert (await app.use.queries.show(other, OWNER_ID)).note == "Met Grace Hopper"


async def test_an_erased_lead_cannot_be_restored_nor_erased_again_and_an_unknown_one_not_at_all(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    erasure = app.use.erasure
    await erasure.erase(lead_id, request(), dry_run=False)

    with pytest.raises(LeadIsErased):
        await app.use.commands.restore(OwnerCommand(OWNER_ID, lead_id, "restore"))
    with pytest.raises(LeadIsErased):
        await erasure.erase(lead_id, request(), dry_run=False)
    with pytest.raises(LeadNotFound):
        await erasure.erase(LEAD_ID, request(), dry_run=False)


async def test_an_owner_erases_all_that_is_theirs_and_nothing_else(app: MemoryApp) -> None:
    mine = [await a_noted_lead(app), await a_noted_lead(app, "Met Grace Hopper", update_id=2)]
    await app.use.commands.delete(OwnerCommand(OWNER_ID, mine[0], "delete"))
    await app.planned_lead(OTHER_LEAD_ID, owner_id=8)
    erasure = app.use.erasure
    assert set(await erasure.leads_of(OWNER_ID)) == set(mine)

    erased = await erasure.erase_all_of(YOU, "telegram:99:3")

    assert erased.leads == 2
    assert await erasure.leads_of(OWNER_ID) == []
    assert (await app.use.queries.show(OTHER_LEAD_ID, 8)).note == "Met Ada at the fair"
    assert await erasure.erase_all_of(YOU, "telegram:99:3") == Erased()


async def test_deleted_leads_are_erased_when_they_cannot_be_restored_any_more(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    kept = await a_noted_lead(app, "Met Grace Hopper", update_id=2)
    await app.use.commands.delete(OwnerCommand(OWNER_ID, lead_id, "delete"))
    erasure = app.use.erasure
    app.clock.advance(30 * DAY)
    assert (await erasure.erase_expired()).leads == 0

    app.clock.advance(timedelta(seconds=1))
    for_ever = await replace(erasure, retention=None).erase_expired()
    erased = await erasure.erase_expired()

    assert (for_ever.leads, erased.leads) == (0, 1)
    assert (await app.use.queries.get(lead_id)).is_erased
    assert not (await app.use.queries.get(kept)).is_erased
    assert (await erasure.erase_expired()).leads == 0


async def test_only_leads_of_the_program_s_own_bots_expire(app: MemoryApp) -> None:
    lead_id = await a_noted_lead(app)
    await app.use.commands.delete(OwnerCommand(OWNER_ID, lead_id, "delete"))
    app.clock.advance(31 * DAY)

    of_all = replace(app.use.erasure, transactions=of_bot(app.transactions, None))
    of_another = await replace(of_all, bots=[OTHER_BOT_ID]).erase_expired()
    of_both = await replace(of_all, bots=[OTHER_BOT_ID, BOT_ID]).erase_expired()

    assert (of_another.leads, of_both.leads) == (0, 1)
