"""A lock on a database, taken by another client for a while."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg
from sqlalchemy import make_url


async def locked_for(url: str, duration: timedelta) -> None:
    """The outbox cannot be written meanwhile; on PostgreSQL it cannot be read either."""
    with _locked(url):
        await asyncio.sleep(duration.total_seconds())


@contextmanager
def _locked(url: str) -> Iterator[None]:
    if make_url(url).get_backend_name() == "sqlite":
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")
    else:
        with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)) as other:
            other.execute("LOCK TABLE outbox")
            yield
            other.rollback()
