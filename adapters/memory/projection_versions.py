"""How far shadow tables are, in memory, and who computes one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.memory.contents import Contents
from application.errors import RebuildUnderWay
from application.ports.projection_versions import ShadowTable


class MemoryShadowTables:
    def __init__(self, contents: Contents) -> None:
        self._shadows = contents.shadows

    async def get(self, projection: str) -> ShadowTable | None:
        return self._shadows.get(projection)

    async def locked(self, projection: str) -> ShadowTable | None:
        return await self.get(projection)

    async def add(self, shadow: ShadowTable) -> None:
        self._shadows[shadow.projection] = shadow

    async def change(self, before: ShadowTable, after: ShadowTable) -> None:
        await self.remove(before)
        await self.add(after)

    async def remove(self, shadow: ShadowTable) -> None:
        if self._shadows.get(shadow.projection) != shadow:
            raise RebuildUnderWay(f"another program is at work on the shadow table of {shadow.projection}")
        del self._shadows[shadow.projection]


class MemoryRebuildLock:
    """Implements the ``RebuildLock`` port for one process."""

    def __init__(self) -> None:
        self._is_held = False

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        if self._is_held:
            raise RebuildUnderWay("read models are being computed anew just now: wait until that is done")
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
