"""``accounts``, on every adapter: one row for each owner."""

from datetime import date, time, timedelta

from application.ports.transaction import Transactions
from application.read_models.accounts import AccountRow
from domain.account.account import account_id_of
from domain.account.decisions import (
    chat_lost,
    chat_moved,
    choose_holidays,
    choose_quiet_hours,
    choose_working_days,
    confirm_zone,
    pause_reminders,
    switch_follow_ups,
)
from domain.account.preferences import Preferences
from domain.worktime import QuietHours
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import BOT_ID, MONDAY_9AM

DAY = timedelta(days=1)


async def test_an_account_that_was_opened_has_its_row(transactions: Transactions) -> None:
    await keep_accounts(transactions, an_account(2**52, Preferences("Europe/Berlin", language="de")))

    async with transactions.read() as tx:
        [row] = await tx.accounts.page(offset=0, limit=10)

    assert row == AccountRow(
        account_id=account_id_of(BOT_ID, 2**52),
        bot_id=BOT_ID,
        owner_id=2**52,
        chat_id=2**52 * 10,
        zone="Europe/Berlin",
        zone_confirmed_at=None,
        send_time="09:30",
        quiet_hours="20:00-08:00",
        working_days="mon-fri",
        holiday_country="",
        language="de",
        follow_ups=True,
        paused_until="",
        unreachable_since=None,
        admitted_at=None,
        blocked_since=None,
        opened_at=MONDAY_9AM,
        version=1,
    )


async def test_the_row_follows_the_account(transactions: Transactions) -> None:
    account = an_account()
    later = MONDAY_9AM + DAY
    account.record(confirm_zone(account.state, "America/Argentina/ComodRivadavia", at=later))
    account.record(choose_quiet_hours(account.state, QuietHours(time(22, 30), time(9, 30)), at=later))
    account.record(choose_working_days(account.state, frozenset({0, 1, 3, 4, 6}), at=later))
    account.record(choose_holidays(account.state, "DE", at=later))
    account.record(switch_follow_ups(account.state, on=False, at=later))
    account.record(pause_reminders(account.state, until=date(2026, 12, 24), today=later.date(), at=later))
    account.record(chat_lost(account.state, "blocked", at=later))
    account.record(chat_moved(account.state, -5, at=later))

    await keep_accounts(transactions, account)

    async with transactions.read() as tx:
        [row] = await tx.accounts.rows_of([account.id])
    assert row == AccountRow(
        account_id=account.id,
        bot_id=BOT_ID,
        owner_id=7,
        chat_id=-5,
        zone="America/Argentina/ComodRivadavia",
        zone_confirmed_at=later,
        send_time="09:30",
        quiet_hours="22:30-09:30",
        working_days="mon,tue,thu,fri,sun",
        holiday_country="DE",
        language="en",
        follow_ups=False,
        paused_until="2026-12-24",
        unreachable_since=later,
        admitted_at=None,
        blocked_since=None,
        opened_at=MONDAY_9AM,
        version=9,
    )


async def test_they_come_in_the_order_of_their_opening(transactions: Transactions) -> None:
    ages = {9: 0, 7: 1, 8: 2}
    await keep_accounts(transactions, *(an_account(one, at=MONDAY_9AM + days * DAY) for one, days in ages.items()))

    async with transactions.read() as tx:
        pages = [await tx.accounts.page(offset=offset, limit=2) for offset in (0, 2, 4)]

    assert [[row.owner_id for row in page] for page in pages] == [[9, 7], [8], []]


async def test_an_account_is_found_by_its_chat(transactions: Transactions) -> None:
    await keep_accounts(transactions, an_account(7), an_account(8))

    async with transactions.read() as tx:
        found, missing = await tx.accounts.of_chat(80), await tx.accounts.of_chat(-1)

    assert (found.owner_id if found else None, missing) == (8, None)


async def test_of_two_in_one_chat_the_one_opened_last_is_found(transactions: Transactions) -> None:
    old, new = an_account(7), an_account(8, at=MONDAY_9AM + DAY)
    for account in (new, old):
        account.record(chat_moved(account.state, -5, at=MONDAY_9AM + DAY))
    await keep_accounts(transactions, new, old)

    async with transactions.read() as tx:
        found = await tx.accounts.of_chat(-5)

    assert found is not None
    assert found.owner_id == 8
