"""PgBouncer in transaction mode before the PostgreSQL of the tests."""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIGURATION = """
[databases]
* = host={folder} port={server_port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 12
max_client_conn = 200
logfile = {log}
"""
PATIENCE_S = 20


@dataclass
class PgBouncer:
    """``url`` leads to the same database through it."""

    url: str
    _arguments: tuple[str, ...]
    _port: int
    _process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Return when it listens."""
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(*self._arguments, stdout=quiet, stderr=quiet)
        async with asyncio.timeout(PATIENCE_S):
            while not await self._listens():
                assert self._process.returncode is None, "pgbouncer ended"
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def cut_all(self) -> None:
        """It dies and is there again."""
        await self.kill()
        await self.start()

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return False
        writer.close()
        return True


@asynccontextmanager
async def a_pgbouncer(url: str) -> AsyncIterator[PgBouncer]:
    """Before a server that listens at a Unix socket."""
    server = make_url(url)
    home = _open_folder()
    configuration, socket_folder = home / "pgbouncer.ini", str(server.query["host"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = CONFIGURATION.format(
        folder=socket_folder,
        server_port=server.port or 5432,
        user=server.username,
        port=port,
        log=home / "pgbouncer.log",
    )
    await asyncio.to_thread(configuration.write_text, text)
    through = server.difference_update_query(["host"]).set(host="127.0.0.1", port=port, password=None)
    arguments = (str(PROGRAM), "-q", *_as_user(socket_folder), str(configuration))
    pooler = PgBouncer(through.render_as_string(hide_password=False), arguments, port)
    try:
        await pooler.start()
        yield pooler
    finally:
        await pooler.kill()
        shutil.rmtree(home)


def _open_folder() -> Path:
    """For whatever user it runs as."""
    home = Path(tempfile.mkdtemp(prefix="leadbell-pgbouncer-"))
    home.chmod(0o777)
    return home


def _as_user(socket_folder: str) -> tuple[str, ...]:
    """It refuses to be root: then as the owner of the server's socket."""
    if os.getuid() != 0:
        return ()
    owner = next(Path(socket_folder).glob(".s.PGSQL.*")).owner()
    return ("-u", owner if owner != "root" else pwd.getpwnam("nobody").pw_name)
