"""The address of a SQLite file: one name for each file, whatever links lead to it."""

import os
from pathlib import Path

from sqlalchemy import URL

from adapters.sql.engine.refused_address import refused
from application.errors import DatabaseUnavailable

HARMLESS = {"mode=rw", "mode=rwc", "check_same_thread=false", "check_same_thread=true", "cache=private", "uri=true"}
"""Options that say what is so anyway."""


def sqlite_url(rest: str) -> URL:
    """``rest`` is what follows ``sqlite://``. Raise ``DatabaseUnavailable``."""
    path, _, query = rest.partition("?")
    if path in ("", "/") or "memory" in path.lower().split(":"):
        raise refused("a database in memory would be gone at the end; write sqlite:///leadbell.db")
    if not path.startswith("/"):
        raise refused("three slashes stand before the file: sqlite:///leadbell.db, four before an absolute path")
    if path.startswith("/file:") or not {*filter(None, query.lower().split("&"))} <= HARMLESS:
        raise refused("a SQLite file takes no options: write its path alone, as sqlite:///leadbell.db")
    return URL.create("sqlite+aiosqlite", database=_real_path(path[1:]))


def _real_path(given: str) -> str:
    """As given, unless it leads through a link: the lock, the marker and backups lie beside the file itself."""
    path = os.path.expanduser(given)
    try:
        real = os.path.realpath(path)
        is_folder, has_folder = os.path.isdir(real), os.path.isdir(os.path.dirname(real))
        os.stat(real)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise DatabaseUnavailable(f"{given}: {getattr(error, 'strerror', None) or error}") from error
    if is_folder:
        raise DatabaseUnavailable(f"{given} is a folder: name a file in it, as {Path(given) / 'leadbell.db'}")
    if not has_folder:
        raise DatabaseUnavailable(f"{given}: there is no folder {os.path.dirname(real)}; make it first")
    return os.path.normpath(path) if real == os.path.abspath(path) else real
