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
    """Whether, and how fast, anything may be sent: shared by all processes and kept over restarts."""

    async def pauses(self) -> Sequence[RelayPause]:
        """One of each cause at most, in force or already over."""
        ...

    async def pause(self, pause: RelayPause) -> None:
        """Never shortens a pause of the same cause."""
        ...

    async def lift(self, causes: Collection[PauseCause]) -> None: ...

    async def bucket(self) -> TokenBucket:
        """In a writing transaction nobody else gives out slots, or leases, until its end."""
        ...

    async def save(self, bucket: TokenBucket) -> None: ...
