"""Logs for operators: constant messages and fields, never a person's words or a token. Other rooms use ``logging``."""

import logging
import sys
import threading
import warnings
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import TextIO

from entrypoints.logs.record import OUR_ROOMS, as_json, as_line, is_shown
from entrypoints.logs.repeats import Repeats

log = logging.getLogger(__name__)


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


def start_logging(log_format: LogFormat = LogFormat.CONSOLE) -> None:
    """Log to standard error, from warnings on, Leadbell's own from INFO on. A later call replaces an earlier one.

    Uncaught errors and warnings are logged too: Python would print their texts, and lines of source.
    """
    handler = _QuietHandler(sys.stderr)
    handler.addFilter(is_shown)
    handler.addFilter(handler.repeats)
    handler.setFormatter(_Lines(as_json if log_format is LogFormat.JSON else as_line))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for room in OUR_ROOMS:
        logging.getLogger(room).setLevel(logging.INFO)
    sys.excepthook = _log_the_end
    sys.unraisablehook = threading.excepthook = _log_uncaught
    warnings.showwarning = _log_warning


class _Lines(logging.Formatter):
    def __init__(self, written: Callable[[logging.LogRecord], str]) -> None:
        super().__init__()
        self._written = written

    def format(self, record: logging.LogRecord) -> str:
        return self._written(record)


class _QuietHandler(logging.StreamHandler[TextIO]):
    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.repeats = Repeats()

    def close(self) -> None:
        """At the program's end: what came again since it was written is said."""
        for record in self.repeats.withheld():
            self.emit(record)
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """The standard one prints the message's arguments and the error's text."""
        try:
            self.stream.write(f"a log record of level {record.levelno} could not be written\n")
        except (OSError, ValueError):  # standard error is gone
            return


def _log_the_end(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("the program ends with an error", exc_info=(kind, error, frames))


def _log_uncaught(uncaught: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    if not issubclass(uncaught.exc_type, SystemExit):
        log.error("an error was raised where nothing catches it", exc_info=uncaught.exc_value)


def _log_warning(  # noqa: PLR0917 - the standard library's parameters
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("a library warns", extra={"kind": category.__name__, "place": f"{filename}:{lineno}"})
