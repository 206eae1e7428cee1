"""A program sets up its logs for a whole process; a test gives that back."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ROOMS = ("application", "adapters", "entrypoints", "domain")


@contextmanager
def kept_log_settings() -> Iterator[None]:
    """Loggers that the program set up are afterwards as they were, pytest's own handlers included."""
    root = logging.getLogger()
    level, handlers, excepthook = root.level, root.handlers[:], sys.excepthook
    levels = {room: logging.getLogger(room).level for room in ROOMS}
    root.handlers.clear()  # else the program would close them
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        sys.excepthook = excepthook
        for room, before in levels.items():
            logging.getLogger(room).setLevel(before)
