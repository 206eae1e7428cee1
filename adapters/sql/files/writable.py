"""Whether a database file can be written where it lies."""

import os
from pathlib import Path


def why_not_writable(file: Path) -> str | None:
    """Return the reason, None when it can: then SQLite may still find the disk full."""
    folder = file.absolute().parent
    try:
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            return f"the disk of {folder} can only be read"
    except OSError as error:
        return f"{folder}: {error.strerror}"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"the folder {folder} cannot be written"
    if file.exists() and not os.access(file, os.W_OK):
        return f"the file {file} cannot be written"
    return None
