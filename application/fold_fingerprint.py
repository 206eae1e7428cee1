"""What a read model's rows were computed by: as long as this stays the same, half a table is half of the same table."""

import inspect
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import get_args, get_type_hints

import domain
from application.projections import Projection


def fold_of(projection: Projection) -> str:
    """64 hexadecimal digits: of everything in ``domain``, of the module of ``rows``, and of the row's columns."""
    [row] = get_args(get_type_hints(projection.rows)["return"])
    digest = sha256(of_domain())
    digest.update(Path(inspect.getfile(projection.rows)).read_bytes())
    for name, kind in columns_of(row):
        digest.update(f"{name}: {kind}\n".encode())
    return digest.hexdigest()


def columns_of(row: type) -> Iterator[tuple[str, object]]:
    yield from get_type_hints(row).items()


@cache
def of_domain() -> bytes:
    rooms = [Path(folder) for folder in domain.__path__]
    digest = sha256()
    for file in sorted(file for room in rooms for file in room.rglob("*.py")):
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.digest()
