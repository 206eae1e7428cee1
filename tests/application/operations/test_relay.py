"""How the relay does, and how operators stop it and let it go on."""

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
from tests.support.memory_app import House
from tests.support.operators import EVE, WHY, a_mandate, a_reminder_that_was, trail

MINUTE = timedelta(minutes=1)
BY_EVE = RelayPause(PauseCause.OPERATOR, MONDAY_9AM, None, WHY, by=EVE)


def operations(house: House) -> RelayOperations:
    return RelayOperations(house.transactions, house.clock)


def a_pause(cause: PauseCause) -> RelayPause:
    return RelayPause(cause, MONDAY_9AM, MONDAY_9AM + MINUTE, "as the test wants it")


async def paused(house: House, *pauses: RelayPause) -> None:
    async with house.transactions.write() as tx:
        for pause in pauses:
            await tx.rate_limiter.pause(pause)


async def pauses(house: House) -> Sequence[RelayPause]:
    async with house.transactions.read() as tx:
        return await tx.rate_limiter.pauses()


async def test_paused_nothing_is_sent_until_somebody_resumes(house: House) -> None:
    await house.claimed_lead()

    assert await operations(house).pause(a_mandate()) == Paused(BY_EVE, is_new=True)
    house.clock.advance(100 * MINUTE)
    assert await house.relay.relay_due() == 0
    assert await operations(house).resume(a_mandate()) == Resumed([BY_EVE], [])
    assert await house.relay.relay_due() == 1

    assert await trail(house.transactions) == [
        OperatorAction(MONDAY_9AM + 100 * MINUTE, EVE, "relay resume", WHY, details="operator"),
        OperatorAction(MONDAY_9AM, EVE, "relay pause", WHY),
    ]


async def test_paused_twice_the_first_pause_stays(house: House) -> None:
    await operations(house).pause(a_mandate())
    house.clock.advance(MINUTE)

    again = await operations(house).pause(a_mandate("another reason"))

    assert again == Paused(BY_EVE, is_new=False)
    assert len(await trail(house.transactions)) == 1


@pytest.mark.parametrize("cause", [PauseCause.BREAKER, PauseCause.MISCONFIGURED])
async def test_what_the_program_paused_by_itself_an_operator_may_lift(house: House, cause: PauseCause) -> None:
    await paused(house, a_pause(cause))

    assert await operations(house).resume(a_mandate()) == Resumed([a_pause(cause)], [])

    assert await pauses(house) == []


async def test_after_a_pause_that_another_process_lifted_early_messages_go_at_once(house: House) -> None:
    await house.claimed_lead()
    house.messenger.next_outcomes.append(Misconfigured("401: Unauthorized"))
    await house.relay.relay_due()

    await operations(house).resume(a_mandate())
    await house.relay.relay_due()

    assert (await house.reminder_entry(generation=1)).state is EntryState.SENT


async def test_telegrams_own_pause_is_not_an_operators_to_lift(house: House) -> None:
    throttled = a_pause(PauseCause.THROTTLED)
    await paused(house, throttled)

    assert await operations(house).resume(a_mandate()) == Resumed([], [throttled])

    assert await pauses(house) == [throttled]
    assert await trail(house.transactions) == []


async def test_a_pause_that_is_over_is_nothing_to_resume(house: House) -> None:
    await paused(house, a_pause(PauseCause.BREAKER), a_pause(PauseCause.THROTTLED))
    house.clock.advance(MINUTE)

    assert await operations(house).resume(a_mandate()) == Resumed([], [])

    assert await trail(house.transactions) == []


async def test_a_rehearsal_pauses_and_resumes_nothing(house: House) -> None:
    breaker = a_pause(PauseCause.BREAKER)
    await paused(house, breaker)

    assert (await operations(house).pause(a_mandate(), dry_run=True)).is_new
    assert (await operations(house).resume(a_mandate(), dry_run=True)).lifted == [breaker]

    assert await pauses(house) == [breaker]
    assert await trail(house.transactions) == []


async def test_the_status_of_a_relay_that_sends(house: House) -> None:
    await house.claimed_lead()

    status = await operations(house).status()

    assert (status.in_force, status.over, status.unconfirmed_in_a_row, status.unreachable) == ([], [], 0, [])
    assert (status.entries, status.oldest_queued_at) == ({EntryState.QUEUED: 1}, MONDAY_9AM)


async def test_the_status_tells_pauses_in_force_from_those_over(house: House) -> None:
    await a_reminder_that_was(house, Throttled(MINUTE))
    await paused(house, RelayPause(PauseCause.BREAKER, MONDAY_9AM, MONDAY_9AM + MINUTE / 2, "no answers"))
    house.clock.advance(MINUTE / 2)

    status = await operations(house).status()

    assert [pause.cause for pause in status.in_force] == [PauseCause.THROTTLED]
    assert [pause.cause for pause in status.over] == [PauseCause.BREAKER]


async def test_the_status_names_what_went_wrong(house: House) -> None:
    await a_reminder_that_was(house, ChatUnreachable("403: bot was blocked by the user"))
    async with house.transactions.write() as tx:
        await tx.outbox.add(an_answer(71), at=MONDAY_9AM)
    house.messenger.next_outcomes.append(Unconfirmed("no answer"))
    await house.relay.relay_due()

    status = await operations(house).status()

    assert [(chat_state.chat_id, chat_state.reason) for chat_state in status.unreachable] == [
        (CHAT_ID, "403: bot was blocked by the user")
    ]
    assert status.unconfirmed_in_a_row == 1
    assert status.entries == {EntryState.DEAD: 1, EntryState.UNCONFIRMED: 1}
