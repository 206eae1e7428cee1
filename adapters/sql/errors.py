"""Foreign errors, translated at the border: nothing above sees SQLAlchemy's or a driver's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, exc

from application.errors import ConcurrentChange, DatabaseUnavailable

LOST_RACES = {"40001", "40P01", "23505", "55P03"}
"""PostgreSQL's codes for a serialization failure, a deadlock, a unique key that another program took first, and a
lock that did not come free in time."""


@contextmanager
def translated(url: URL) -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in LOST_RACES:
            raise ConcurrentChange(str(error.orig)) from error
        if isinstance(error, exc.DataError | exc.IntegrityError | exc.ProgrammingError | exc.NotSupportedError):
            raise  # our own mistake, or data that no column takes: trying again does not help
        raise DatabaseUnavailable(f"{without_password(url)}: {_first_line(error.orig)}") from error
    except (exc.TimeoutError, sqlite3.Error, OSError) as error:
        raise DatabaseUnavailable(f"{without_password(url)}: {_first_line(error)}") from error


def without_password(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _first_line(error: BaseException | None) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
