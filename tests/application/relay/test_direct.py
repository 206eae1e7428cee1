"""Direct answers keep to pauses, pace and chat states as all messages do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.database import MemoryTransaction, MemoryTransactions
from application.delivery.entry import EntryState
from application.delivery.message import say
from application.delivery.outcome import ChatUnreachable, NotSent, Sent, Throttled
from application.delivery.pacing import Pacing
from application.delivery.pause import PauseCause, RelayPause
from application.errors import DatabaseUnavailable
from application.ports.rate_limit import TokenBucket
from application.relay.direct import PacedMessenger
from application.relay.leases import PauseWatch
from application.relay.spacing import SendSpacer
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp, a_relay

GAP = timedelta(seconds=1.05)
HELLO = say("Hello")


@pytest.fixture
def app() -> MemoryApp:
    app = MemoryApp()
    app.clock = HurriedClock(MONDAY_9AM)
    return app


@pytest.fixture
def paced(app: MemoryApp) -> PacedMessenger:
    pacing, clock = Pacing(), app.clock
    watch, spacer = PauseWatch(clock), SendSpacer(clock, pacing)
    return PacedMessenger(app.messenger, app.transactions, clock, pacing, watch, spacer)


async def test_an_edit_comes_at_once_when_nothing_else_is_said(app: MemoryApp, paced: PacedMessenger) -> None:
    assert await paced.edit(CHAT_ID, 5, HELLO) == Sent(5)

    assert app.clock.now() == MONDAY_9AM


async def test_two_edits_in_one_chat_are_a_gap_apart(app: MemoryApp, paced: PacedMessenger) -> None:
    await paced.edit(CHAT_ID, 5, HELLO)
    await paced.edit(CHAT_ID, 5, HELLO)

    assert app.clock.now() == MONDAY_9AM + GAP


async def test_a_message_waits_for_the_gap_after_an_edit(app: MemoryApp, paced: PacedMessenger) -> None:
    await app.queue_answers()
    await paced.edit(CHAT_ID, 5, HELLO)
    relay = a_relay(app.transactions, app.messenger, app.clock, pacing=Pacing())

    at_once = await relay.relay_due()
    next_look = await relay.next_look_at()
    app.clock.advance(GAP)

    assert (at_once, next_look) == (0, MONDAY_9AM + GAP)
    assert await relay.relay_due() == 1


async def test_acknowledging_a_press_takes_a_slot_but_not_the_chats_turn(app: MemoryApp, paced: PacedMessenger) -> None:
    await paced.acknowledge(CHAT_ID, "press")
    await paced.edit(CHAT_ID, 5, HELLO)

    assert app.clock.now() < MONDAY_9AM + GAP
    async with app.transactions.read() as tx:
        assert (await tx.rate_limiter.bucket()).high_water_mark == 2


async def test_nothing_is_said_while_all_sending_is_paused(app: MemoryApp, paced: PacedMessenger) -> None:
    async with app.transactions.write() as tx:
        await tx.rate_limiter.pause(RelayPause(PauseCause.OPERATOR, MONDAY_9AM, None, "lunch"))

    outcomes = [await paced.edit(CHAT_ID, 5, HELLO), await paced.acknowledge(CHAT_ID, "press")]

    assert all(isinstance(outcome, NotSent) for outcome in outcomes)
    assert app.messenger.handed_over == []
    assert app.messenger.acknowledged == []


async def test_a_429_to_an_edit_pauses_the_relay_too(app: MemoryApp, paced: PacedMessenger) -> None:
    await app.queue_answers()
    app.messenger.next_outcomes.append(Throttled(timedelta(seconds=30)))

    await paced.edit(CHAT_ID, 5, HELLO)

    assert await app.a_relay().relay_due() == 0
    assert [entry.state for entry in await app.entries()] == [EntryState.QUEUED]


async def test_a_chat_that_cannot_be_reached_is_known_to_the_relay(app: MemoryApp, paced: PacedMessenger) -> None:
    app.messenger.next_outcomes.append(ChatUnreachable("403: blocked"))

    await paced.edit(CHAT_ID, 5, HELLO)

    async with app.transactions.read() as tx:
        assert (await tx.chat_states.get(CHAT_ID)).unreachable_since == MONDAY_9AM


async def test_more_than_can_be_said_in_time_is_not_said(app: MemoryApp, paced: PacedMessenger) -> None:
    async with app.transactions.write() as tx:
        await tx.rate_limiter.save(TokenBucket(MONDAY_9AM + timedelta(seconds=3)))

    assert isinstance(await paced.edit(CHAT_ID, 5, HELLO), NotSent)


class LostDatabase(MemoryTransactions):
    """Takes so many writes, then it is unavailable."""

    def __init__(self, writes: int) -> None:
        super().__init__()
        self._left = writes

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[MemoryTransaction]:
        self._left -= 1
        if self._left < 0:
            raise DatabaseUnavailable("it is away")
        async with super().write(exclusive=exclusive) as tx:
            yield tx


async def test_without_the_database_a_direct_answer_has_no_turn(paced: PacedMessenger) -> None:
    away = replace(paced, transactions=LostDatabase(writes=0).of_bot(BOT_ID))

    assert isinstance(await away.edit(CHAT_ID, 5, HELLO), NotSent)


async def test_an_outcome_that_cannot_be_recorded_is_returned_all_the_same(
    app: MemoryApp, paced: PacedMessenger, caplog: pytest.LogCaptureFixture
) -> None:
    refused = ChatUnreachable("403: Forbidden")
    app.messenger.next_outcomes.append(refused)
    away = replace(paced, transactions=LostDatabase(writes=1).of_bot(BOT_ID))

    assert await away.edit(CHAT_ID, 5, HELLO) == refused

    assert "could not be recorded" in caplog.text


async def test_a_chat_that_rests_for_longer_than_an_owner_would_wait_gets_no_direct_answer(
    app: MemoryApp, paced: PacedMessenger
) -> None:
    async with app.transactions.write() as tx:
        await tx.chat_states.throttle_until({CHAT_ID: MONDAY_9AM + timedelta(minutes=1)}, at=MONDAY_9AM)

    assert isinstance(await paced.edit(CHAT_ID, 5, HELLO), NotSent)
