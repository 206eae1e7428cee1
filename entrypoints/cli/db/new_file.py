"""A file that is there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """Write beside ``path``, readable for its owner only, and give the file its name when the block ends well.

    Raise ``OSError``; ``FileExistsError`` when the name is taken, by then too.
    """
    if path.exists():
        raise FileExistsError(path)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.") as beside:
        yield beside.file
        beside.flush()
        os.fsync(beside.fileno())
        os.link(beside.name, path)  # a rename would replace a file of that name
