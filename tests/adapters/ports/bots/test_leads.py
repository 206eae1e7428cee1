"""Two bots on one database: neither sees an account, a lead or a reminder of the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.accounts.owner import own_lead
from application.errors import LeadNotFound
from application.ports.bots import OtherBot
from application.ports.transaction import Transactions
from domain.account.account import Account, account_id_of
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent
from tests.support.accounts import DEFAULTS, an_account, keep_accounts
from tests.support.databases import of_bot
from tests.support.leads import (
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_BOT_ID,
    OTHER_LEAD_ID,
    OWNER_ID,
    a_new_lead,
    keep,
)

FAR = MONDAY_9AM + timedelta(days=60)


async def test_an_owner_has_an_account_with_each_bot(transactions: Transactions, elsewhere: Transactions) -> None:
    await keep_accounts(transactions, an_account(OWNER_ID))

    async with elsewhere.write() as tx:
        assert await tx.account_log.load(OWNER_ID, to_change=True) is None
        assert (await tx.account_log.load_all([OWNER_ID])).accounts == {}
        assert await tx.accounts.of_chat(OWNER_ID * 10) is None
        assert await tx.accounts.page(offset=0, limit=10) == []
    assert account_id_of(BOT_ID, OWNER_ID) != account_id_of(OTHER_BOT_ID, OWNER_ID)


async def test_a_lead_of_another_bot_is_not_there(transactions: Transactions, elsewhere: Transactions) -> None:
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True))

    async with elsewhere.write() as tx:
        for look in (tx.log.load(LEAD_ID), own_lead(tx, LEAD_ID, OWNER_ID)):
            with pytest.raises(LeadNotFound):
                await look
        assert (await tx.log.load_all([LEAD_ID])).leads == {}
        assert await tx.log.history(LEAD_ID) == []


async def test_no_list_has_leads_or_reminders_of_another_bot(
    transactions: Transactions, elsewhere: Transactions
) -> None:
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID))

    async with elsewhere.write() as tx:
        assert await tx.leads.page(owner_id=None, offset=0, limit=10, include_deleted=True) == []
        assert (await tx.leads.count(owner_id=OWNER_ID), await tx.leads.all_of(OWNER_ID)) == (0, [])
        assert await tx.leads.without_plan(limit=10) == []
        assert await tx.reminders.due(FAR, limit=10) == []
        assert await tx.reminders.next_due_at() is None
        assert await tx.reminders.leads_waiting(OWNER_ID) == []
        assert await tx.quiet_leads.waiting(FAR, limit=10) == []
        assert await tx.quiet_leads.next_at(FAR) is None
        assert await tx.owner_statistics.tallies(FAR, owner_id=None) == []
        assert await tx.leads.rows_of([LEAD_ID]) == []


async def test_what_an_owner_wants_of_one_bot_holds_for_that_bot(
    transactions: Transactions, elsewhere: Transactions
) -> None:
    """No follow-ups there, and a pause."""
    other = Account.open(
        OTHER_BOT_ID, OWNER_ID, chat_id=CHAT_ID, preferences=replace(DEFAULTS, follow_ups=False), at=MONDAY_9AM
    )
    await keep_accounts(elsewhere, other)
    await keep(transactions, a_new_lead(LEAD_ID))

    async with transactions.read() as tx:
        assert await tx.quiet_leads.next_at(FAR) is not None
    async with of_bot(transactions, None).read() as tx:
        assert [row.lead_id for row in await tx.quiet_leads.waiting(FAR, limit=10)] == [LEAD_ID]


async def test_a_lead_that_begins_with_another_bot_is_not_recorded(transactions: Transactions) -> None:
    other = Lead.capture(
        LEAD_ID, bot_id=OTHER_BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met Ada", at=MONDAY_9AM
    )

    with pytest.raises(OtherBot):
        await keep(transactions, other)


def test_both_first_events_say_the_bot() -> None:
    first: list[RecordedEvent] = [*a_new_lead().collect_events(), *an_account().collect_events()]  # type: ignore[list-item]

    assert [event.bot_id for event in first] == [BOT_ID, BOT_ID]  # type: ignore[attr-defined]
