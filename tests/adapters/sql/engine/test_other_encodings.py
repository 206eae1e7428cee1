"""A database of PostgreSQL that cannot hold every letter is refused wherever it is met, with how to make another."""

from collections.abc import Awaitable, Callable, Iterator
from uuid import uuid4

import pytest
from psycopg import sql

from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrations.runner import require_ready, schema_of, upgrade
from adapters.sql.operations.integrity import integrity_of
from application.errors import DatabaseAway, DatabaseUnavailable
from tests.support.postgres_server import connected, database_url, drop_database

pytestmark = pytest.mark.postgresql


@pytest.fixture(params=["SQL_ASCII", "LATIN1", "WIN1251", "EUC_JP"])
def other(request: pytest.FixtureRequest) -> Iterator[str]:
    """Its address."""
    name = f"other_{uuid4().hex}"
    statement = sql.SQL("CREATE DATABASE {} ENCODING {} LOCALE 'C' TEMPLATE template0")
    with connected() as connection:
        connection.execute(statement.format(sql.Identifier(name), sql.Literal(request.param)))
    yield database_url(name)
    drop_database(name)


async def read(database: SqlDatabase) -> None:
    async with database.read():
        """It begins."""


async def write(database: SqlDatabase) -> None:
    async with database.write():
        """It begins."""


@pytest.mark.parametrize("use", [upgrade, schema_of, require_ready, integrity_of, read, write])
async def test_it_is_refused(other: str, use: Callable[[SqlDatabase], Awaitable[object]]) -> None:
    async with open_database(other) as database:
        with pytest.raises(DatabaseUnavailable, match="CREATE DATABASE leadbell ENCODING 'UTF8' TEMPLATE") as refused:
            await use(database)

    assert not isinstance(refused.value, DatabaseAway)
    assert "\n" not in str(refused.value)
