"""Foreign errors, translated at the border: nothing above sees SQLAlchemy's or a driver's."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, exc

from adapters.sql.files.writable import why_not_writable
from application.errors import ConcurrentChange, DatabaseAway, DatabaseUnavailable

LOST_RACES = {"40001", "40P01", "23505", "55P03"}
"""PostgreSQL's codes for a serialization failure, a deadlock, a unique key that another program took first, and a
lock that did not come free in time."""
LOST_SESSIONS = {"25006", "25P03", "26000", "34000", "42P05", "57P01", "57P02", "57P03", "57P05"}
"""A server that takes no changes (any more), a statement or a cursor of another session behind a pooler, a session
that was ended."""
OUR_OWN = {"21", "22", "23", "42"}
"""Classes of codes for our own mistakes, and for data that no column takes: trying again does not help."""
OF_THE_DATABASE = LOST_SESSIONS | {"42501", "42P01", "42703", "42883"}
"""But not these: nothing is granted, or the tables are not those of this program (any more)."""
DATA_ERRORS = exc.DataError | exc.IntegrityError | exc.ProgrammingError | exc.NotSupportedError

REFUSALS = re.compile(
    r"authentication failed|does not exist|no pg_hba\.conf entry|not permitted|permission denied|no password supplied"
    r"|no such (user|database)|unsupported startup parameter|does not support SSL|certificate|invalid (value|integer)"
)
"""What a server, or libpq, says of a connection that it will not make later either."""


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Raise ``ConcurrentChange``, ``DatabaseAway`` or another ``DatabaseUnavailable``."""
    try:
        yield
    except exc.DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in LOST_RACES:
            raise ConcurrentChange(str(error.orig)) from error
        if _is_ours(error, state):
            raise
        raise _unavailable(url, error.orig) from error
    except (exc.TimeoutError, sqlite3.Error, OSError) as error:
        raise _unavailable(url, error) from error


def without_password(url: URL) -> str:
    """As a person wrote it, without options: they may hold a password too."""
    hosts = str(url.query.get("host", ""))
    shown = url.set(query={"host": hosts} if hosts else {})
    return shown.render_as_string(hide_password=True)


def _is_ours(error: exc.DBAPIError, state: str | None) -> bool:
    if state is None:
        return isinstance(error, DATA_ERRORS)
    return state[:2] in OUR_OWN and state not in OF_THE_DATABASE


def _unavailable(url: URL, error: BaseException | None) -> DatabaseUnavailable:
    text = f"{without_password(url)}: {_first_line(error, url)}"
    if url.get_backend_name() == "sqlite" and (reason := why_not_writable(Path(url.database or ""))):
        text = f"{text} ({reason})"
    is_away = url.get_backend_name() != "sqlite" and not REFUSALS.search(str(error))
    return DatabaseAway(text) if is_away else DatabaseUnavailable(text)


def _first_line(error: BaseException | None, url: URL) -> str:
    text = str(error).strip()
    line = text.splitlines()[0] if text else type(error).__name__
    for secret in (url.password, url.query.get("sslpassword")):
        for form in (str(secret), quote(str(secret), safe="")) if secret else ():
            line = line.replace(form, "***")
    return line
