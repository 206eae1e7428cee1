"""The relay's status, and operators' pausing and resuming it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState
from application.delivery.outcome import ChatUnreachable, Misconfigured, Throttled, Unconfirmed
from application.delivery.pause import PauseCause, RelayPause
from application.operations.relay import Paused, RelayOperations, Resumed
from application.ports.operator_actions import OperatorAction
from tests.support.entries import an_answer
from tests.support.leads import CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp
from tests.support.operators import EVE, WHY, a_mandate, a_reminder_that_was, trail

MINUTE = timedelta(minutes=1)
BY_EVE = RelayPause(PauseCause.OPERATOR, MONDAY_9AM, None, WHY, by=EVE)


def operations(app: MemoryApp) -> RelayOperations:
    return RelayOperations(app.transactions, app.clock)


def a_pause(cause: PauseCause) -> RelayPause:
    return RelayPause(cause, MONDAY_9AM, MONDAY_9AM + MINUTE, "as the test wants it")


async def paused(app: MemoryApp, *pauses: RelayPause) -> None:
    async with app.transactions.write() as tx:
        for pause in pauses:
            await tx.rate_limiter.pause(pause)


async def pauses(app: MemoryApp) -> Sequence[RelayPause]:
    async with app.transactions.read() as tx:
        return await tx.rate_limiter.pauses()


async def test_paused_nothing_is_sent_until_an_operator_resumes(app: MemoryApp) -> None:
    await app.claimed_lead()

    assert await operations(app).pause(a_mandate()) == Paused(BY_EVE, is_new=True)
    app.clock.advance(100 * MINUTE)
    assert await app.relay.relay_due() == 0
    assert await operations(app).resume(a_mandate()) == Resumed([BY_EVE], [])
    assert await app.relay.relay_due() == 1

    assert await trail(app.transactions) == [
        OperatorAction(MONDAY_9AM + 100 * MINUTE, EVE, "relay resume", WHY, details="operator"),
        OperatorAction(MONDAY_9AM, EVE, "relay pause", WHY),
    ]


async def test_paused_twice_the_first_pause_stays(app: MemoryApp) -> None:
    await operations(app).pause(a_mandate())
    app.clock.advance(MINUTE)

    again = await operations(app).pause(a_mandate("another reason"))

    assert again == Paused(BY_EVE, is_new=False)
    assert len(await trail(app.transactions)) == 1


@pytest.mark.parametrize("cause", [PauseCause.BREAKER, PauseCause.MISCONFIGURED])
async def test_what_the_program_paused_by_itself_an_operator_may_lift(app: MemoryApp, cause: PauseCause) -> None:
    await paused(app, a_pause(cause))

    assert await operations(app).resume(a_mandate()) == Resumed([a_pause(cause)], [])

    assert await pauses(app) == []


async def test_after_a_pause_that_another_process_lifted_early_messages_go_at_once(app: MemoryApp) -> None:
    await app.claimed_lead()
    app.messenger.next_outcomes.append(Misconfigured("401: Unauthorized"))
    await app.relay.relay_due()

    await operations(app).resume(a_mandate())
    await app.relay.relay_due()

    assert (await app.reminder_entry(generation=1)).state is EntryState.SENT


async def test_telegrams_own_pause_is_not_an_operators_to_lift(app: MemoryApp) -> None:
    throttled = a_pause(PauseCause.THROTTLED)
    await paused(app, throttled)

    assert await operations(app).resume(a_mandate()) == Resumed([], [throttled])

    assert await pauses(app) == [throttled]
    assert await trail(app.transactions) == []


async def test_a_pause_that_is_over_is_nothing_to_resume(app: MemoryApp) -> None:
    await paused(app, a_pause(PauseCause.BREAKER), a_pause(PauseCause.THROTTLED))
    app.clock.advance(MINUTE)

    assert await operations(app).resume(a_mandate()) == Resumed([], [])

    assert await trail(app.transactions) == []


async def test_a_dry_run_pauses_and_resumes_nothing(app: MemoryApp) -> None:
    breaker = a_pause(PauseCause.BREAKER)
    await paused(app, breaker)

    assert (await operations(app).pause(a_mandate(), dry_run=True)).is_new
    assert (await operations(app).resume(a_mandate(), dry_run=True)).lifted == [breaker]

    assert await pauses(app) == [breaker]
    assert await trail(app.transactions) == []


async def test_the_status_of_a_relay_that_sends(app: MemoryApp) -> None:
    await app.claimed_lead()

    status = await operations(app).status()

    assert (status.in_force, status.over, status.unconfirmed_in_a_row, status.unreachable) == ([], [], 0, [])
    assert (status.entries, status.oldest_queued_at) == ({EntryState.QUEUED: 1}, MONDAY_9AM)


async def test_the_status_tells_pauses_in_force_from_those_over(app: MemoryApp) -> None:
    await a_reminder_that_was(app, Throttled(MINUTE))
    await paused(app, RelayPause(PauseCause.BREAKER, MONDAY_9AM, MONDAY_9AM + MINUTE / 2, "no answers"))
    app.clock.advance(MINUTE / 2)

    status = await operations(app).status()

    assert [pause.cause for pause in status.in_force] == [PauseCause.THROTTLED]
    assert [pause.cause for pause in status.over] == [PauseCause.BREAKER]


async def test_the_status_names_what_went_wrong(app: MemoryApp) -> None:
    await a_reminder_that_was(app, ChatUnreachable("403: bot was blocked by the user"))
    async with app.transactions.write() as tx:
        await tx.outbox.add(an_answer(71), at=MONDAY_9AM)
    app.messenger.next_outcomes.append(Unconfirmed("no answer"))
    await app.relay.relay_due()

    status = await operations(app).status()

    assert [(chat_state.chat_id, chat_state.reason) for chat_state in status.unreachable] == [
        (CHAT_ID, "403: bot was blocked by the user")
    ]
    assert status.unconfirmed_in_a_row == 1
    assert status.entries == {EntryState.DEAD: 1, EntryState.UNCONFIRMED: 1}
