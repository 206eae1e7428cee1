"""One writing process on a SQLite file: the second is told so at once, instead of both being slow and one starving."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from adapters.sql.file_lock import FileTaken, locked_file
from application.errors import DatabaseInUse


@contextmanager
def one_writing_process(url: URL, *, makes_file: bool = True) -> Iterator[None]:
    """Holds the lock until the block ends; a dead process holds none. On PostgreSQL it does nothing.

    ``makes_file`` False is for who only looks: where there is no lock file nobody has ever run.

    Raises ``DatabaseInUse`` when another process has it, ``DatabaseUnavailable`` when the folder cannot be written.
    """
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        yield
        return
    path = Path(f"{url.database}.lock")
    if not makes_file and not path.exists():
        yield
        return
    try:
        with locked_file(path):
            yield
    except FileTaken as taken:
        raise DatabaseInUse(
            f"another Leadbell (process {taken.holder}) is already running on {url.database}: stop it first, "
            "or use PostgreSQL, on which any number may run"
        ) from taken
