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
        """At most one for each cause, in force or already over."""
        ...

    async def pause(self, pause: RelayPause) -> None:
        """Never shortens a pause of the same cause."""
        ...

    async def lift(self, causes: Collection[PauseCause]) -> None: ...

    async def bucket(self) -> TokenBucket:
        """Locked in a writing transaction: no other takes slots, or leases, until its end."""
        ...

    async def save(self, bucket: TokenBucket) -> None: ...
