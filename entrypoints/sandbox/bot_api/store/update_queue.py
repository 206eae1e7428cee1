"""The updates that wait for the bot: kept until it confirms them, handed to one poller at a time."""

import asyncio
from enum import Enum
from typing import Any

from entrypoints.sandbox.bot_api.refusal import terminated_by_other_poller

Update = dict[str, Any]

LONGEST_POLL_SECONDS = 50
MOST_UPDATES_AT_ONCE = 100


class Woken(Enum):
    BY_UPDATE = "update"
    BY_OTHER_POLLER = "other poller"
    BY_CLOSING = "closing"


class UpdateQueue:
    """``first_id`` is later than every id of an earlier room, since bots remember the ids they have seen.

    ``allowed`` are the kinds that are queued from now on; empty for every kind.
    """

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.pending: list[Update] = []
        self.allowed: list[str] = []
        self._poller: asyncio.Future[Woken] | None = None

    def add(self, kind: str, body: object) -> None:
        """Queue one update, unless the bot has asked for other kinds only."""
        if self.allowed and kind not in self.allowed:
            return
        self.pending.append({"update_id": self.next_id, kind: body})
        self.next_id += 1
        self._wake(Woken.BY_UPDATE)

    def confirm(self, offset: int) -> bool:
        """Forget updates before ``offset``; a negative one keeps that many of the newest. Return True if any went."""
        before = len(self.pending)
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        return len(self.pending) < before

    async def take(self, *, limit: int = 100, wait_seconds: float = 0) -> list[Update]:
        """Return the oldest updates, which stay queued; wait for the first if need be.

        Another call that still waits ends with ``Refusal`` 409.
        """
        self._wake(Woken.BY_OTHER_POLLER)
        if not self.pending and wait_seconds > 0:
            await self._wait(min(wait_seconds, LONGEST_POLL_SECONDS))
        at_most = limit if 1 <= limit <= MOST_UPDATES_AT_ONCE else MOST_UPDATES_AT_ONCE
        return self.pending[:at_most]

    @property
    def has_poller(self) -> bool:
        return self._poller is not None

    def close(self) -> None:
        """Let the waiting call end, with no updates."""
        self._wake(Woken.BY_CLOSING)

    async def _wait(self, seconds: float) -> None:
        poller: asyncio.Future[Woken] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            woken = await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
        if woken is Woken.BY_OTHER_POLLER:
            raise terminated_by_other_poller()

    def _wake(self, woken: Woken) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(woken)
            self._poller = None
