"""Outages of Telegram: one log record for each, and longer and longer pauses between the tries."""

import logging
from datetime import timedelta

from adapters.telegram.asking import NotAnswered
from application.delivery.outcome import Throttled
from application.ports.clock import Clock

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=30)


class Outage:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0

    async def wait_out(self, silence: NotAnswered) -> None:
        """Return when it is time to try again."""
        self.note(silence)
        await self._clock.sleep(self._pause(silence))

    def note(self, silence: NotAnswered) -> None:
        if not self._failures:
            log.warning("Telegram cannot be reached; we go on trying", extra={"problem": silence.problem})
        self._failures += 1

    def note_end(self) -> None:
        if self._failures:
            log.info("Telegram answers again", extra={"failures": self._failures})
        self._failures = 0

    def _pause(self, silence: NotAnswered) -> timedelta:
        if isinstance(silence.outcome, Throttled):
            return silence.outcome.retry_after
        return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(self._failures - 1, 10)))
