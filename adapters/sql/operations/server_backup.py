"""PostgreSQL has its own tools for backups: every call is refused with their command lines for this database.

Implements the ``Copies`` port.
"""

import shlex
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL

from application.ports.copies import BackupRefused

HOW_TO_KEEP = "PostgreSQL makes backups itself, while programs run. For this database: {dump}"
HOW_TO_PUT_BACK = (
    "PostgreSQL puts backups back itself. Stop every Leadbell, then: {restore}; leadbell db upgrade; "
    "leadbell outbox fence --since TIME --reason R, with the time at which pg_dump began, so that nothing is sent "
    "twice. Leads that were erased after the dump are back, with their keys: erase them again (leadbell leads erase)"
)
PASSWORDS = ("password", "sslpassword")


class ServerCopies:
    def __init__(self, url: URL) -> None:
        self._url = url

    def keep(self, file: Path) -> NoReturn:
        dump = f"umask 077; pg_dump --format=custom --file={shlex.quote(str(file))} --dbname={self._address}"
        raise BackupRefused(HOW_TO_KEEP.format(dump=dump))

    async def examine(self, file: Path) -> NoReturn:
        self.put_back(file, None)

    def former(self, at: datetime) -> Path | None:
        return None

    async def erased_leads(self) -> None:
        return None

    def put_back(self, file: Path, former: Path | None) -> NoReturn:
        file_name = shlex.quote(str(file))
        restore = f"pg_restore --clean --if-exists --no-owner --dbname={self._address} {file_name}"
        raise BackupRefused(HOW_TO_PUT_BACK.format(restore=restore))

    @property
    def _address(self) -> str:
        """As pg_dump and pg_restore take it, without the password: they ask for it, or read ~/.pgpass."""
        url = self._url.difference_update_query(PASSWORDS)
        known = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
        return shlex.quote(known.render_as_string(hide_password=False))
