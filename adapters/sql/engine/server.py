"""Connections to PostgreSQL: what each asks of the server, or of a pooler before it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from application.errors import DatabaseUnavailable

ALWAYS: Mapping[str, object] = {"prepare_threshold": None, "client_encoding": "UTF8"}
"""Behind a pooler the next transaction has another session, in which nothing is prepared."""
UNLESS_SAID: Mapping[str, str] = {
    "connect_timeout": "10",
    "keepalives": "1",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
"""Else a connection that a firewall has forgotten would be waited for, or listened to, for ever."""
HOW_TO_MAKE_ONE = "CREATE DATABASE leadbell ENCODING 'UTF8' TEMPLATE template0"


def connect_arguments(url: URL) -> dict[str, Any]:
    return {**{name: value for name, value in UNLESS_SAID.items() if name not in url.query}, **ALWAYS}


async def connected_apart(engine: AsyncEngine) -> Any:
    """Return a connection of psycopg's own, outside of the pool, that commits each statement. Raise ``psycopg.Error``.

    It is opened with the engine's own arguments: an address would have to be written and read again.
    """
    import psycopg  # noqa: PLC0415 - commands on SQLite start sooner without it

    _, arguments = engine.dialect.create_connect_args(engine.url)
    return await psycopg.AsyncConnection.connect(**{**arguments, **connect_arguments(engine.url)}, autocommit=True)


def refuse_other_encodings(dbapi_connection: Any, _record: object) -> None:
    """Raise ``DatabaseUnavailable`` for a database that cannot hold every letter."""
    info = dbapi_connection.driver_connection.info
    encoding = info.parameter_status("server_encoding")
    if encoding not in (None, "UTF8"):
        raise DatabaseUnavailable(
            f"the database {info.dbname} is in {encoding}, which cannot hold what people write. "
            f"Make one that can: {HOW_TO_MAKE_ONE}"
        )
