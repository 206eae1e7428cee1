"""Whether, and how fast, messages may leave: shared by all processes of a bot and kept over restarts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.delivery.pause import PauseCause, RelayPause


@dataclass(frozen=True, slots=True)
class TokenBucket:
    """``next_free_at`` is the next slot of an evenly spaced schedule; ``high_water_mark`` counts all slots taken."""

    next_free_at: datetime | None = None
    high_water_mark: int = 0


class RateLimiter(Protocol):
    async def pauses(self) -> Sequence[RelayPause]:
        """At most one for each cause and bot, in force or already over; with those of all bots, without ``bot_id``."""
        ...

    async def pause(self, pause: RelayPause) -> None:
        """Never shortens a pause of the same cause. In a transaction of all bots it stops every bot, later ones too."""
        ...

    async def lift(self, causes: Collection[PauseCause]) -> None:
        """In a transaction of one bot, its own pauses only."""
        ...

    async def bucket(self) -> TokenBucket:
        """Locked in a writing transaction: no other takes slots, or leases, until its end."""
        ...

    async def hold(self) -> None:
        """The lock alone; in a transaction of all bots, that of every bot that has sent already."""
        ...

    async def save(self, bucket: TokenBucket) -> None: ...
