"""The accounts' part of the log, on every adapter."""

from datetime import date, time, timedelta

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.account import events as account_events
from domain.account.account import Account
from domain.account.decisions import (
    admit,
    block,
    chat_lost,
    chat_moved,
    chat_regained,
    choose_holidays,
    choose_language,
    choose_quiet_hours,
    choose_send_time,
    choose_working_days,
    confirm_zone,
    pause_reminders,
    resume_reminders,
    switch_follow_ups,
    unblock,
)
from domain.account.events import Event
from domain.account.preferences import Preferences
from domain.recorded_event import RecordedEvent
from domain.worktime import NIGHT, QuietHours
from tests.support.accounts import account_histories, an_account, keep_accounts
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, a_new_lead, events_of, keep

ODD_MOMENT = MONDAY_9AM.replace(second=59, microsecond=123_456)
ODD_PREFERENCES = Preferences(
    "America/Argentina/ComodRivadavia", time(7, 5), None, frozenset({6, 0}), "DE-BY", "uk", follow_ups=False
)
DAY = timedelta(days=1)


def an_eventful_account() -> Account:
    """One whose history has every kind of event, and quiet hours that are none and that are some."""
    account = Account.open(BOT_ID, 2**52, chat_id=-(10**12), preferences=ODD_PREFERENCES, at=ODD_MOMENT)
    account.record(confirm_zone(account.state, "Europe/Kyiv", at=ODD_MOMENT))
    account.record(choose_send_time(account.state, time(9, 45), at=ODD_MOMENT))
    account.record(choose_quiet_hours(account.state, NIGHT, at=ODD_MOMENT))
    account.record(choose_quiet_hours(account.state, QuietHours(time(12, 30), time(13, 5)), at=ODD_MOMENT))
    account.record(choose_quiet_hours(account.state, None, at=ODD_MOMENT))
    account.record(choose_working_days(account.state, frozenset(range(7)), at=ODD_MOMENT))
    account.record(choose_holidays(account.state, "", at=ODD_MOMENT))
    account.record(choose_language(account.state, "de", at=ODD_MOMENT))
    account.record(switch_follow_ups(account.state, on=True, at=ODD_MOMENT))
    account.record(pause_reminders(account.state, until=date(2026, 12, 24), today=ODD_MOMENT.date(), at=ODD_MOMENT))
    account.record(resume_reminders(account.state, at=ODD_MOMENT))
    account.record(chat_lost(account.state, "its person has blocked the bot", at=ODD_MOMENT))
    account.record(chat_regained(account.state, at=ODD_MOMENT))
    account.record(chat_moved(account.state, -(10**12) - 9, at=ODD_MOMENT))
    account.record(admit(account.state, 2**40, at=ODD_MOMENT))
    account.record(block(account.state, "spam „Ł“", at=ODD_MOMENT))
    account.record(unblock(account.state, "sorry", at=ODD_MOMENT))
    return account


def every_kind_of_event() -> set[str]:
    kinds = {name for name, kind in vars(account_events).items() if isinstance(kind, type) and issubclass(kind, Event)}
    return kinds - {"Event", "Created"}


async def append(transactions: Transactions, *events: RecordedEvent) -> int:
    async with transactions.write() as tx:
        return await tx.log.append(events)


async def test_every_kind_of_event_is_read_back_as_it_was_recorded(transactions: Transactions) -> None:
    events = an_eventful_account().take()
    assert {type(event).__name__ for event in events} == every_kind_of_event()

    await append(transactions, *events)

    assert await account_histories(transactions) == [events]
    async with transactions.read() as tx:
        assert [recorded.event for recorded in await tx.log.page(after=0, limit=100)] == events


async def test_a_loaded_account_is_as_its_events_left_it(transactions: Transactions) -> None:
    account = an_eventful_account()
    await append(transactions, *account.take())

    async with transactions.read() as tx:
        loaded = await tx.account_log.load(2**52)

    assert loaded is not None
    assert loaded.state == account.state
    assert loaded.version == account.version
    assert loaded.take() == []


async def test_an_owner_without_an_account_has_none(transactions: Transactions) -> None:
    await keep_accounts(transactions, an_account(7))
    await keep(transactions, a_new_lead(owner_id=8))

    async with transactions.read() as tx:
        assert await tx.account_log.load(8) is None
        assert set((await tx.account_log.load_all([7, 8, 9])).accounts) == {7}
        assert (await tx.account_log.load_all([])).accounts == {}


async def test_many_are_loaded_each_with_its_own_history(transactions: Transactions) -> None:
    accounts = [an_account(owner_id) for owner_id in (9, 7, 8)]
    accounts[0].record(confirm_zone(accounts[0].state, "Europe/Kyiv", at=MONDAY_9AM))
    await keep_accounts(transactions, *accounts)

    async with transactions.write() as tx:
        loaded = await tx.account_log.load_all({7, 8, 9})

    assert {owner_id: account.state for owner_id, account in loaded.accounts.items()} == {
        account.state.owner_id: account.state for account in accounts
    }


async def test_an_account_changed_within_a_transaction_is_loaded_as_changed(transactions: Transactions) -> None:
    await keep_accounts(transactions, an_account())

    async with transactions.write() as tx:
        account = await tx.account_log.load(7, to_change=True)
        assert account is not None
        account.record(choose_language(account.state, "de", at=MONDAY_9AM))
        recording = Recording()
        recording.take_account(account, Origin(OWNER, "c"))
        await recording.write(tx, at=MONDAY_9AM)
        again = await tx.account_log.load(7)

    assert again is not None
    assert again.state == account.state


async def test_leads_and_accounts_are_in_one_log_and_independent(transactions: Transactions) -> None:
    lead, account = a_new_lead(with_plan=True), an_account()
    lead_events, account_history = events_of(lead), account.take()

    await append(transactions, *account_history, *lead_events)

    async with transactions.read() as tx:
        assert [one.event for one in await tx.log.page(after=0, limit=10)] == [*account_history, *lead_events]
        assert await tx.log.history(LEAD_ID) == lead_events
    assert await account_histories(transactions) == [account_history]
