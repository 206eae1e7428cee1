"""A program sets up its logs for a whole process; a test gives that back."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from entrypoints.logs.record import OUR_ROOMS


@contextmanager
def kept_log_settings() -> Iterator[None]:
    """Loggers and hooks that the program set up are afterwards as they were, pytest's own handlers included."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    levels = {room: logging.getLogger(room).level for room in OUR_ROOMS}
    root.handlers.clear()  # else the program would close them
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
        for room, before in levels.items():
            logging.getLogger(room).setLevel(before)
