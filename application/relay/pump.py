"""The relay at work: as many calls at once as there is room for, so that one slow call holds up nobody else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from application.errors import DatabaseUnavailable
from application.relay.expiry import DeliveryExpiry
from application.relay.relay import Leased, OutboxRelay

log = logging.getLogger(__name__)

AT_ONCE = datetime.min.replace(tzinfo=UTC)
"""There is more to be done already."""
GATHER_S = 0.02
"""So long what becomes free is gathered before more is leased: a few entries in one transaction cost little more than
one."""
LOOK_EVERY_S = 1.0


@dataclass(slots=True)
class RelayFlow:
    """``step`` starts calls in ``tasks`` and does not wait for them: whoever closes the group does."""

    relay: OutboxRelay
    expiry: DeliveryExpiry
    tasks: asyncio.TaskGroup
    _under_way: set[int] = field(default_factory=set)
    _has_leased: bool = False
    _looked_at: float | None = None

    async def step(self) -> datetime | None:
        """Looks after what others left, ends what has expired, sends what is due; says when to look again."""
        if self._has_leased:
            await asyncio.sleep(GATHER_S)
        await self._look_after_the_rest()
        may_send = self.relay.max_in_flight > len(self._under_way) and await self.relay.may_send()
        leased = await self.relay.lease_due(in_flight=len(self._under_way)) if may_send else []
        for one in leased:
            self._under_way.add(one.entry.id)
            self.tasks.create_task(self._deliver(one))
        self._has_leased = bool(leased)
        return AT_ONCE if leased else await self.relay.next_look_at()

    async def _look_after_the_rest(self) -> None:
        """Leases and expiries are not a matter of moments: in the rush they are looked at once a second."""
        now = self.relay.clock.monotonic()
        if self._looked_at is None or now - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = now
            for look in (self.relay.rescue, self.expiry.expire_due):
                await _tried(look)

    async def _deliver(self, leased: Leased) -> None:
        try:
            await self.relay.deliver(leased)
        except Exception:  # its lease will run out; the calls beside it must not be cut off
            log.exception("an attempt broke off", extra={"entry_id": leased.entry.id})
        finally:
            self._under_way.discard(leased.entry.id)


async def _tried(look: Callable[[], Awaitable[object]]) -> None:
    try:
        await look()
    except DatabaseUnavailable:
        raise  # then nothing else can be done either
    except Exception:  # what is wrong with the rest must not keep what is due from being sent
        log.exception("a look after the rest failed")
