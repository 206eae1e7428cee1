"""Standing troubles in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.contents import Contents
from application.ports.troubles import StandingTrouble, Trouble


class MemoryTroubles:
    def __init__(self, contents: Contents) -> None:
        self._troubles = contents.troubles

    async def note(self, trouble: Trouble, reason: str, *, at: datetime, bot_id: int = 0) -> None:
        first = self._troubles.get((bot_id, trouble), StandingTrouble(trouble, reason, at, bot_id))
        self._troubles[bot_id, trouble] = replace(first, reason=reason)

    async def lift(self, trouble: Trouble, *, bot_id: int = 0) -> bool:
        return self._troubles.pop((bot_id, trouble), None) is not None

    async def all(self) -> Sequence[StandingTrouble]:
        return sorted(self._troubles.values(), key=lambda standing: standing.since)
