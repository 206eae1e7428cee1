"""How fast one bot may write: some messages a second over all chats, and a gap between two to the same chat.

Telegram allows about 30 a second and one a second for each chat (Bot API FAQ). We stay below both, since what leaves
evenly does not arrive evenly. The bucket is one for all processes: it is kept in the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SANE = timedelta(seconds=5)
"""No slot is taken so far ahead."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """``burst`` messages may leave at once after a rest; ``horizon`` is how far ahead slots are given out, so that
    what is urgent never waits longer for what was leased before it."""

    per_second: float = 25.0
    chat_gap: timedelta = timedelta(seconds=1.05)
    burst: int = 2
    horizon: timedelta = timedelta(milliseconds=400)

    @property
    def spacing(self) -> timedelta:
        return timedelta(seconds=1 / self.per_second)

    def slots(
        self, next_free_at: datetime | None, now: datetime, *, limit: int, within: timedelta | None = None
    ) -> Sequence[datetime]:
        """Up to ``limit`` moments ``within`` the horizon at which one message each may leave, the earliest first.

        A leaky bucket as a virtual schedule (GCRA): ``next_free_at`` is when an evenly spaced schedule would have
        its next slot.
        """
        slots: list[datetime] = []
        for _ in range(limit):
            slot = max(now, self._sane(next_free_at, now) - self.spacing * (self.burst - 1))
            if slot > now + (within or self.horizon):
                break
            slots.append(slot)
            next_free_at = self.after([slot], next_free_at, now)
        return slots

    def opens_at(self, next_free_at: datetime | None, now: datetime) -> datetime:
        """When ``slots`` has a slot again."""
        return max(now, self._sane(next_free_at, now) - self.spacing * (self.burst - 1) - self.horizon)

    def after(self, used: Sequence[datetime], next_free_at: datetime | None, now: datetime) -> datetime:
        """Return ``next_free_at`` after the use of ``used``, the first of ``slots``."""
        free_at = self._sane(next_free_at, now)
        for slot in used:
            free_at = max(free_at, slot) + self.spacing
        return free_at

    def _sane(self, next_free_at: datetime | None, now: datetime) -> datetime:
        """A schedule far ahead of now was made before the wall clock was set back."""
        if next_free_at is None or next_free_at > now + SANE:
            return now
        return next_free_at


UNPACED = Pacing(per_second=1_000_000, chat_gap=timedelta(0), burst=1000)
"""For servers that have no limits: tests, benchmarks."""
