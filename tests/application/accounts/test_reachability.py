"""Whether an owner can be reached is a fact of their account, by Telegram or by their own acts."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.accounts.owner import Owner
from application.accounts.reachability import BLOCKED, ChatReachability
from application.delivery.entry import EntryState
from application.delivery.outcome import ChatMoved, ChatUnreachable, Outcome
from application.relay.lead_outcomes import UNREACHABLE
from application.wording.notices import overdue_notice
from domain.account import events as happened
from domain.account.account import account_id_of
from domain.account.events import ChatLost, ChatRegained
from domain.recorded_event import RecordedEvent
from tests.support.accounts import account_histories
from tests.support.database_down import TOO_LATE
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OWNER_ID, a_new_lead, keep
from tests.support.memory_app import YOU, MemoryApp

HOUR = timedelta(hours=1)


@pytest.fixture
async def known(app: MemoryApp) -> MemoryApp:
    """One whose owner has an account."""
    await app.use.account_commands.open(YOU, "tg:1:1")
    return app


def reachability(app: MemoryApp) -> ChatReachability:
    return ChatReachability(app.transactions, app.clock)


async def account_events(app: MemoryApp) -> Sequence[RecordedEvent]:
    """After the first, which opened it."""
    [[_, *events]] = await account_histories(app.transactions)
    return events


async def relay_once(app: MemoryApp, outcome: Outcome) -> None:
    await app.claimed_lead()
    app.messenger.next_outcomes.append(outcome)
    await app.relay.relay_due()


async def test_an_owner_who_blocks_the_bot_is_unreachable_since_then(known: MemoryApp) -> None:
    await reachability(known).note_blocked(CHAT_ID)
    known.clock.advance(HOUR)
    await reachability(known).note_blocked(CHAT_ID)

    [event] = await account_events(known)
    command_id = f"blocked:{CHAT_ID}:{MONDAY_9AM.isoformat()}"
    assert event == ChatLost(
        account_id_of(BOT_ID, OWNER_ID),
        2,
        MONDAY_9AM,
        reason=BLOCKED,
        actor="owner",
        command_id=command_id,
        correlation_id=command_id,
        causation_id=command_id,
    )
    [row] = await known.use.accounts.list_all(limit=10)
    assert row.unreachable_since == MONDAY_9AM


async def test_an_owner_who_writes_again_is_reachable(known: MemoryApp) -> None:
    await reachability(known).note_blocked(CHAT_ID)
    known.clock.advance(HOUR)

    for _ in range(2):
        await reachability(known).note_back(CHAT_ID, owner_id=OWNER_ID)

    assert [type(event) for event in await account_events(known)] == [ChatLost, ChatRegained]
    [row] = await known.use.accounts.list_all(limit=10)
    assert row.unreachable_since is None


async def test_a_chat_that_telegram_refuses_is_unreachable_with_our_reason(known: MemoryApp) -> None:
    await relay_once(known, ChatUnreachable("403: Forbidden: bot was blocked by the user"))

    [event] = await account_events(known)
    assert isinstance(event, ChatLost)
    assert (event.reason, event.actor) == (UNREACHABLE, "relay")


async def test_a_chat_that_moves_takes_its_account_along(known: MemoryApp) -> None:
    await relay_once(known, ChatMoved(-100))

    [event] = await account_events(known)
    assert isinstance(event, happened.ChatMoved)
    assert (event.chat_id, event.actor) == (-100, "relay")
    async with known.transactions.read() as tx:
        row = await tx.accounts.of_chat(-100)
        assert row is not None
        assert row.owner_id == OWNER_ID


async def test_a_chat_without_an_account_records_nothing(app: MemoryApp) -> None:
    await reachability(app).note_blocked(CHAT_ID)
    await reachability(app).note_back(CHAT_ID, owner_id=OWNER_ID)

    assert await app.use.accounts.list_all(limit=10) == []


async def test_other_accounts_stay_as_they_are(known: MemoryApp) -> None:
    await known.use.account_commands.open(Owner(8, 80), "tg:1:2")

    await reachability(known).note_blocked(80)

    rows = {row.owner_id: row.unreachable_since for row in await known.use.accounts.list_all(limit=10)}
    assert rows == {OWNER_ID: None, 8: MONDAY_9AM}


async def test_an_owner_who_is_back_gets_the_overdue_notice_once(known: MemoryApp) -> None:
    await known.planned_lead()
    known.clock.move_to(TOO_LATE)
    await known.use.claims.claim_due()
    await reachability(known).note_blocked(CHAT_ID)
    await known.use.expiry.expire_due()
    known.clock.advance(HOUR)

    await reachability(known).note_back(CHAT_ID, owner_id=OWNER_ID)
    await known.relay_everything()

    assert [one.message for one in known.messenger.sent] == [overdue_notice()]


async def test_an_expired_follow_up_brings_no_overdue_notice(known: MemoryApp) -> None:
    await keep(known.transactions, a_new_lead())
    known.clock.advance(timedelta(days=2))
    await known.use.follow_ups.schedule_waiting()
    known.clock.advance(timedelta(days=1, hours=1))
    await known.use.claims.claim_due()
    await reachability(known).note_blocked(CHAT_ID)
    known.clock.advance(timedelta(days=2))
    await known.use.expiry.expire_due()

    await reachability(known).note_back(CHAT_ID, owner_id=OWNER_ID)

    assert [entry.state for entry in await known.entries()] == [EntryState.EXPIRED]
