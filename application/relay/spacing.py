"""Messages must not leave all at once after this process was held up.

Slots are spaced evenly; but when the event loop stalls, all calls whose slot has passed meanwhile wake together.
"""

from datetime import timedelta

from application.delivery.pacing import Pacing
from application.ports.clock import Clock

CATCHING_UP = 0.85
"""Of the even spacing, when catching up: still under what Telegram allows."""
MOMENT = timedelta(milliseconds=1)


class SendSpacer:
    """One message at a time, in the order of coming."""

    def __init__(self, clock: Clock, pacing: Pacing) -> None:
        self._clock = clock
        self._apart = pacing.spacing.total_seconds() * CATCHING_UP
        self._free_at = 0.0

    async def wait_turn(self) -> None:
        """Return when this message may leave."""
        now = self._clock.monotonic()
        leaves_at = max(now, self._free_at)
        self._free_at = leaves_at + self._apart
        wait = timedelta(seconds=leaves_at - now)
        if wait >= MOMENT:
            await self._clock.sleep(wait)
