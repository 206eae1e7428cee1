"""The page's clock buttons in tests, without any house behind them."""

from datetime import datetime, timedelta

from tests.entrypoints.sandbox.scene import NOON, HandClock


class HandControls:
    """The sandbox's clock with one reminder, due in two days."""

    zone = "Europe/Warsaw"

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self._due: datetime | None = NOON + timedelta(days=2)

    def now(self) -> datetime:
        return self._clock.now()

    async def advance(self, by: timedelta) -> datetime:
        self._clock.move(by)
        return self.now()

    async def skip_to_next_reminder(self) -> datetime | None:
        due, self._due = self._due, None
        if due is not None:
            self._clock.move(due - self.now())
        return due
