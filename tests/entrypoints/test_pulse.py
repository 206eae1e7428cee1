"""Loops that hang, and loops that only fail."""

from application.errors import DatabaseUnavailable
from entrypoints.pulse import FAILS_FOR_S, Pulse
from entrypoints.worker import AFTER_TROUBLE, LISTENING
from tests.entrypoints.working import ScriptedUpdates, Work
from tests.support.memory_app import MemoryApp


def failing(pulse: Pulse, *, until: float) -> None:
    """A step every minute, each of which begins, fails and rests."""
    at = 0.0
    while at <= until:
        pulse.begins("updates", at=at)
        pulse.fails("updates", at=at)
        pulse.rests("updates", at=at, at_most_s=60)
        at += 60


def test_a_loop_that_only_fails_is_as_good_as_silent() -> None:
    pulse = Pulse()

    failing(pulse, until=FAILS_FOR_S)
    in_time = pulse.silent(at=FAILS_FOR_S)
    failing(pulse, until=FAILS_FOR_S + 60)

    assert in_time == []
    assert pulse.silent(at=FAILS_FOR_S + 60) == ["updates"]


def test_a_step_that_succeeds_makes_it_alive_again() -> None:
    pulse = Pulse()
    failing(pulse, until=2 * FAILS_FOR_S)

    pulse.succeeds("updates")

    assert pulse.silent(at=2 * FAILS_FOR_S) == []


def test_a_loop_that_has_ended_is_not_failing() -> None:
    pulse = Pulse()
    failing(pulse, until=2 * FAILS_FOR_S)

    pulse.ends("updates")

    assert pulse.silent(at=10 * FAILS_FOR_S) == []


class FullDisk(ScriptedUpdates):
    """What it brings cannot be kept."""

    async def receive(self, **_: object) -> list[object]:  # type: ignore[override]  # it never returns
        raise DatabaseUnavailable("the disk is full")


async def test_an_intake_that_fails_for_ever_is_seen() -> None:
    app = MemoryApp()
    work = Work(app, updates=FullDisk())
    async with work.going():
        for _ in range(int(FAILS_FOR_S / AFTER_TROUBLE.total_seconds()) + 2):
            await work.quiet()
            app.clock.advance(AFTER_TROUBLE)

        assert work.loops.pulse.silent(at=app.clock.monotonic()) == [LISTENING]
