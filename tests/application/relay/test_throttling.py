"""A 429 is everybody's at first; what is one chat's own trouble holds up that chat alone."""

from datetime import timedelta

from application.delivery.entry import EntryState
from application.delivery.outcome import Throttled
from application.delivery.settlement import OTHERS_FIRST
from tests.support.entries import an_answer
from tests.support.memory_app import House

ONE, OTHER, THIRD = 1, 2, 3
RETRY_AFTER = timedelta(seconds=30)


async def queue(house: House, *chat_ids: int) -> None:
    async with house.transactions.write() as tx:
        for chat_id in chat_ids:
            await tx.outbox.add(an_answer(chat_id), at=house.clock.now())


def sent_to(house: House) -> list[int]:
    return [one.chat_id for one in house.messenger.sent]


async def test_a_chat_that_is_refused_again_while_others_are_let_through_waits_alone(house: House) -> None:
    await queue(house, ONE)
    house.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await house.relay.relay_due()
    await queue(house, OTHER)
    nobody = await house.relay.relay_due()
    house.clock.advance(RETRY_AFTER)
    await house.relay_everything()
    assert (nobody, sent_to(house)) == (0, [OTHER])

    house.clock.advance(OTHERS_FIRST)
    house.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await house.relay.relay_due()
    await queue(house, THIRD, ONE)
    await house.relay_everything()

    assert sent_to(house) == [OTHER, THIRD]
    house.clock.advance(RETRY_AFTER)
    await house.relay_everything()
    assert sent_to(house) == [OTHER, THIRD, ONE, ONE]
    assert {entry.attempts for entry in await house.entries()} == {1}


async def test_a_chat_that_is_always_refused_cannot_stop_everybody_again_and_again(house: House) -> None:
    await queue(house, *([ONE] * 3), *range(OTHER, 40))

    for _ in range(10):
        house.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
        await house.relay.relay_due()
        house.messenger.next_outcomes.clear()
        await house.relay.relay_due()
        house.clock.advance(RETRY_AFTER + OTHERS_FIRST)

    assert set(sent_to(house)) >= set(range(OTHER, 40)) - {ONE}


async def test_the_pause_of_all_survives_a_restart(house: House) -> None:
    await queue(house, ONE, OTHER)
    house.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await house.relay.relay_due()
    await queue(house, OTHER)
    house.clock.advance(RETRY_AFTER / 2)

    restarted = house.a_relay()

    assert await restarted.relay_due() == 0
    house.clock.advance(RETRY_AFTER / 2)
    assert await restarted.relay_due() == 1
    house.clock.advance(OTHERS_FIRST)
    assert await restarted.relay_due() == 1
    assert {entry.state for entry in await house.entries()} == {EntryState.SENT}


async def test_a_jump_of_the_wall_clock_does_not_end_a_pause_that_was_seen(house: House) -> None:
    await queue(house, ONE)
    house.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await house.relay.relay_due()
    await house.relay.relay_due()

    house.clock.jump_wall_clock(timedelta(hours=1))

    assert await house.relay.relay_due() == 0
    house.clock.advance(RETRY_AFTER + OTHERS_FIRST)
    assert await house.relay.relay_due() == 1
