"""Silence after silence stops the relay instead of making message after message uncertain."""

from datetime import timedelta

from application.delivery.circuit_breaker import FIRST_PAUSE, LONGEST_PAUSE, TRIPS_AT, breaker_pause, may_start
from application.delivery.entry import EntryState
from application.delivery.outcome import Sent, Unconfirmed
from application.delivery.pause import PauseCause
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp

SILENCE = Unconfirmed("no answer")
SECOND = timedelta(seconds=1)


def test_a_few_silences_pause_nothing() -> None:
    assert breaker_pause(TRIPS_AT - 1, MONDAY_9AM) is None


def test_each_probe_that_fails_doubles_the_pause_up_to_a_limit() -> None:
    pauses = [breaker_pause(TRIPS_AT + more, MONDAY_9AM) for more in (0, 1, 2, 50)]

    lengths = [pause.until - pause.since for pause in pauses if pause and pause.until]
    assert lengths == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, LONGEST_PAUSE]


def test_after_a_silence_one_message_at_a_time_is_tried() -> None:
    assert may_start(0, in_flight=3, limit=13) == 13
    assert may_start(1, in_flight=0, limit=16) == 1
    assert may_start(1, in_flight=1, limit=15) == 0


async def test_a_queue_is_not_used_up_while_telegram_is_silent(app: MemoryApp) -> None:
    await app.queue_answers(*range(40))
    app.messenger.next_outcomes.extend([SILENCE] * 40)

    for _ in range(10):
        await app.relay.relay_due()
        app.clock.advance(SECOND)

    unconfirmed = [entry for entry in await app.entries() if entry.state is EntryState.UNCONFIRMED]
    assert len(unconfirmed) == len(app.messenger.handed_over) == app.relay.max_in_flight
    assert [pause.cause for pause in await app.pauses()] == [PauseCause.BREAKER]


async def test_once_telegram_answers_again_everything_goes_out(app: MemoryApp) -> None:
    await app.queue_answers(*range(20))
    app.messenger.next_outcomes.extend([SILENCE] * app.relay.max_in_flight)
    await app.relay.relay_due()

    app.clock.advance(LONGEST_PAUSE)
    probed = await app.relay.relay_due()
    rest = await app.relay.relay_due()

    assert (probed, rest) == (1, 3)
    assert isinstance(app.messenger.handed_over[-1].outcome, Sent)
