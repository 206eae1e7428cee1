"""Versions of read models in memory, and who computes one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from adapters.memory.contents import Contents
from application.errors import RebuildUnderWay
from application.ports.projection_versions import Version


class MemoryProjectionVersions:
    def __init__(self, contents: Contents) -> None:
        self._versions = contents.versions

    async def of(self, projection: str) -> Sequence[Version]:
        return [one for (name, _), one in sorted(self._versions.items()) if name == projection]

    async def held(self, projection: str) -> Sequence[Version]:
        return await self.of(projection)

    async def add(self, version: Version) -> None:
        self._versions[version.projection, version.number] = version

    async def change(self, before: Version, after: Version) -> None:
        if self._versions.get((before.projection, before.number)) != before:
            raise RebuildUnderWay(f"somebody else is at work on version {before.number} of {before.projection}")
        self._versions[before.projection, before.number] = after

    async def remove(self, version: Version) -> None:
        self._versions.pop((version.projection, version.number), None)


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
