"""A file that is there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """It is written beside, for its owner's eyes only, and gets its name when the block ends well. Raises ``OSError``,
    ``FileExistsError`` when the name is taken, by then too: nothing is ever overwritten."""
    if path.exists():
        raise FileExistsError(path)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.") as beside:
        yield beside.file
        beside.flush()
        os.fsync(beside.fileno())
        os.link(beside.name, path)  # a rename would replace what somebody put there meanwhile
