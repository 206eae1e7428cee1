"""How a SQLite file is opened: never made by the way, and only read where it cannot be written."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from adapters.sql.files.writable import why_not_writable


def opened_by(url: URL) -> URL:
    """Return the URL that a connection is opened with. A file that is not there is not made: else the first look at a
    file that was deleted would find an empty database."""
    file = Path(url.database or "")
    how = "ro" if is_only_read(file) else "rw"
    query = {"uri": "true", "mode": how}
    if how == "ro" and not _has_write_ahead(file):
        query["immutable"] = "1"  # without it SQLite would make a file beside it
    return URL.create("sqlite+aiosqlite", database=f"file:{quote(str(file.absolute()))}", query=query)


def is_only_read(file: Path) -> bool:
    return file.exists() and why_not_writable(file) is not None


def _has_write_ahead(file: Path) -> bool:
    wal = Path(f"{file}-wal")
    return wal.exists() and wal.stat().st_size > 0
