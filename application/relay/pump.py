"""The relay at work: up to ``max_in_flight`` calls at once, so that one slow call holds up no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from application.clock_trust import Doubts, no_doubt
from application.errors import DatabaseUnavailable
from application.relay.expiry import DeliveryExpiry
from application.relay.relay import Leased, OutboxRelay

log = logging.getLogger(__name__)

AT_ONCE = datetime.min.replace(tzinfo=UTC)
"""There is more to be done already."""
GATHER_S = 0.02
"""Between two leases, so that what becomes free meanwhile is leased in one transaction."""
LOOK_EVERY_S = 1.0


@dataclass(slots=True)
class Pump:
    """``step`` starts calls in ``tasks`` and does not wait for them: who closes the group does. While the clock is
    doubted nothing expires."""

    relay: OutboxRelay
    expiry: DeliveryExpiry
    tasks: asyncio.TaskGroup
    doubt: Doubts = no_doubt
    _in_flight: set[int] = field(default_factory=set)
    _has_leased: bool = False
    _looked_at: float | None = None

    async def step(self) -> datetime | None:
        """Rescue what others left, end what has expired, send what is due; return when to look again."""
        if self._has_leased:
            await asyncio.sleep(GATHER_S)
        await self._rescue_and_expire()
        next_at = await self.relay.next_look_at()
        is_due = next_at is not None and next_at <= self.relay.clock.now()
        may_send = is_due and self.relay.max_in_flight > len(self._in_flight)
        leased = await self.relay.lease_due(in_flight=len(self._in_flight)) if may_send else []
        for one in leased:
            self._in_flight.add(one.entry.id)
            self.tasks.create_task(self._deliver(one))
        self._has_leased = bool(leased)
        return AT_ONCE if leased else next_at

    async def _rescue_and_expire(self) -> None:
        """At most once a second: leases and expiries are not a matter of moments."""
        now = self.relay.clock.monotonic()
        if self._looked_at is None or now - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = now
            await _tried(self.relay.rescue)
            if not self.doubt():
                await _tried(self.expiry.expire_due)

    async def _deliver(self, leased: Leased) -> None:
        try:
            await self.relay.deliver(leased)
        except Exception:  # its lease will run out; the calls beside it must not be cut off
            log.exception("an attempt broke off", extra={"entry_id": leased.entry.id})
        finally:
            self._in_flight.discard(leased.entry.id)


async def _tried(step: Callable[[], Awaitable[object]]) -> None:
    try:
        await step()
    except DatabaseUnavailable:
        raise  # then nothing else can be done either
    except Exception:  # it must not keep what is due from being sent
        log.exception("expired leases or entries could not be ended")
