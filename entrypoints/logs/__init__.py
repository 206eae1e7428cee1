"""Logs for operators: constant messages and fields, and never what a person wrote or a token.

The rooms log with the standard library and know nothing of this; structlog renders what they say.
"""

import logging
import sys
from enum import StrEnum
from types import TracebackType
from typing import TextIO

from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from entrypoints.logs.failure import as_text
from entrypoints.logs.record import OUR_ROOMS, redact

log = logging.getLogger(__name__)


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


def start_logging(log_format: LogFormat = LogFormat.CONSOLE) -> None:
    """To standard error, from warnings on; Leadbell's own from INFO on. A later call replaces an earlier one.

    What ends the program is logged too: Python's own traceback would show the error's text.
    """
    handler = _QuietHandler(sys.stderr)
    handler.setFormatter(ProcessorFormatter(processors=_processors(log_format), use_get_message=False))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for room in OUR_ROOMS:
        logging.getLogger(room).setLevel(logging.INFO)
    sys.excepthook = _log_the_end


class _QuietHandler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """The standard one prints the message's arguments and the error's text."""
        try:
            self.stream.write(f"a log record of level {record.levelno} could not be written\n")
        except (OSError, ValueError):  # standard error is gone: nobody is left to be told
            return


def _processors(log_format: LogFormat) -> list[Processor]:
    if log_format is LogFormat.JSON:
        return [redact, JSONRenderer()]
    renderer = ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0, sort_keys=False)
    return [redact, _with_a_readable_failure, renderer]


def _with_a_readable_failure(_: WrappedLogger, __: str, shown: EventDict) -> EventDict:
    if "exception" in shown:
        shown["exception"] = as_text(shown["exception"])
    return shown


def _log_the_end(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("the program ends with an error", exc_info=(kind, error, frames))
