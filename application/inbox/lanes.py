"""Chats take turns: a chat with much to do, or slow to answer, holds up itself only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from application.inbox.parts import NotYet
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions

log = logging.getLogger(__name__)

AT_ONCE_AT_MOST = 8
LOOKED_AT = 200
"""Chats of which the next turn is chosen."""
AFTER_TROUBLE = timedelta(seconds=5)

Lane = int | None
"""A chat; None for all updates of no chat."""


@dataclass(slots=True)
class Lanes:
    """Each chat with something to do is a lane with one task at a time, for its first update; at most ``at_once`` tasks
    run, in ``tasks``. Presses go before other updates, then the chat whose last turn is the longest ago.

    ``notify`` is called when a task has ended: there may be more to do.
    """

    transactions: Transactions
    clock: Clock
    handle: Callable[[InboundUpdate], Awaitable[None]]
    tasks: asyncio.TaskGroup
    notify: Callable[[], None]
    at_once: int = AT_ONCE_AT_MOST
    _busy: set[Lane] = field(default_factory=set)
    _last_turns: dict[Lane, int] = field(default_factory=dict)
    _turns: "count[int]" = field(default_factory=lambda: count(1))
    _round: set[Lane] = field(default_factory=set)
    _rest_until: dict[Lane, float] = field(default_factory=dict)

    @property
    def is_busy(self) -> bool:
        return bool(self._busy)

    async def step(self) -> datetime | None:
        """Start what may be started; return when to look again. Raise ``DatabaseUnavailable``."""
        if len(self._busy) < self.at_once:
            for update in (await self._next())[: self.at_once - len(self._busy)]:
                self._busy.add(update.chat_id)
                self._round.add(update.chat_id)
                self._last_turns[update.chat_id] = next(self._turns)
                self.tasks.create_task(self._take_turn(update))
        return self._rested_at()

    async def _next(self) -> Sequence[InboundUpdate]:
        """A chat that had its turn is passed over until all have, so that none waits beyond those that are looked at.
        Its presses are not."""
        async with self.transactions.read() as tx:
            heads = self._in_turn(await tx.inbox.heads(limit=LOOKED_AT, passed_over=self._round))
            if not heads and self._round:
                self._last_turns = {lane: self._last_turns[lane] for lane in self._round}
                self._round.clear()
                heads = self._in_turn(await tx.inbox.heads(limit=LOOKED_AT, passed_over=self._round))
        return heads

    def _in_turn(self, heads: Sequence[InboundUpdate]) -> Sequence[InboundUpdate]:
        now = self.clock.monotonic()
        self._rest_until = {lane: until for lane, until in self._rest_until.items() if until > now}
        free = [update for update in heads if update.chat_id not in self._busy | self._rest_until.keys()]
        return sorted(free, key=lambda update: (not update.is_press, self._last_turns.get(update.chat_id, 0)))

    async def _take_turn(self, update: InboundUpdate) -> None:
        try:
            await self.handle(update)
        except NotYet as not_yet:
            self._rest_until[update.chat_id] = self.clock.monotonic() + not_yet.within.total_seconds()
        except Exception:  # the update waits on; the tasks beside it must not be cut off
            log.exception("an update waits on and will be tried again", extra={"update_id": update.update_id})
            self._rest_until[update.chat_id] = self.clock.monotonic() + AFTER_TROUBLE.total_seconds()
        finally:
            self._busy.discard(update.chat_id)
            self.notify()

    def _rested_at(self) -> datetime | None:
        if not self._rest_until:
            return None
        left = min(self._rest_until.values()) - self.clock.monotonic()
        return self.clock.now() + timedelta(seconds=max(0.0, left))
