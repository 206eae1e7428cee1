"""A 429 holds up all chats at first; what is one chat's own trouble holds up that chat alone."""

from datetime import timedelta

from application.delivery.entry import EntryState
from application.delivery.outcome import Throttled
from application.delivery.settlement import OTHERS_FIRST
from tests.support.memory_app import MemoryApp

ONE, OTHER, THIRD = 1, 2, 3
RETRY_AFTER = timedelta(seconds=30)


def sent_to(app: MemoryApp) -> list[int]:
    return [one.chat_id for one in app.messenger.sent]


async def test_a_chat_that_is_refused_again_while_others_are_let_through_waits_alone(app: MemoryApp) -> None:
    await app.queue_answers(ONE)
    app.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await app.relay.relay_due()
    await app.queue_answers(OTHER)
    while_paused = await app.relay.relay_due()
    app.clock.advance(RETRY_AFTER)
    await app.relay_everything()
    assert (while_paused, sent_to(app)) == (0, [OTHER])

    app.clock.advance(OTHERS_FIRST)
    app.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await app.relay.relay_due()
    await app.queue_answers(THIRD, ONE)
    await app.relay_everything()

    assert sent_to(app) == [OTHER, THIRD]
    app.clock.advance(RETRY_AFTER)
    await app.relay_everything()
    assert sent_to(app) == [OTHER, THIRD, ONE, ONE]
    assert {entry.attempts for entry in await app.entries()} == {1}


async def test_a_chat_that_is_always_refused_cannot_stop_the_others_again_and_again(app: MemoryApp) -> None:
    await app.queue_answers(*([ONE] * 3), *range(OTHER, 40))

    for _ in range(10):
        app.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
        await app.relay.relay_due()
        app.messenger.next_outcomes.clear()
        await app.relay.relay_due()
        app.clock.advance(RETRY_AFTER + OTHERS_FIRST)

    assert set(sent_to(app)) >= set(range(OTHER, 40)) - {ONE}


async def test_the_pause_of_all_survives_a_restart(app: MemoryApp) -> None:
    await app.queue_answers(ONE, OTHER)
    app.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await app.relay.relay_due()
    await app.queue_answers(OTHER)
    app.clock.advance(RETRY_AFTER / 2)

    restarted = app.a_relay()

    assert await restarted.relay_due() == 0
    app.clock.advance(RETRY_AFTER / 2)
    assert await restarted.relay_due() == 1
    app.clock.advance(OTHERS_FIRST)
    assert await restarted.relay_due() == 1
    assert {entry.state for entry in await app.entries()} == {EntryState.SENT}


async def test_a_jump_of_the_wall_clock_does_not_end_a_pause_that_was_seen(app: MemoryApp) -> None:
    await app.queue_answers(ONE)
    app.messenger.next_outcomes.append(Throttled(RETRY_AFTER))
    await app.relay.relay_due()
    await app.relay.relay_due()

    app.clock.jump_wall_clock(timedelta(hours=1))

    assert await app.relay.relay_due() == 0
    app.clock.advance(RETRY_AFTER + OTHERS_FIRST)
    assert await app.relay.relay_due() == 1
