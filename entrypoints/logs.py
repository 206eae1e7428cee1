"""Logs for operators: constant messages and fields, and never what a person wrote."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

_OWN_FIELDS = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


class QuietFormatter(logging.Formatter):
    """Shows where an exception came from and its type, but not its text: that may quote a note or a token."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}"
        line += "".join(f" {name}={value}" for name, value in fields.items())
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(  # noqa: N802 - the standard library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None] | Any,
    ) -> str:
        return _shown(ei[1]) if ei[1] is not None else ""


def _shown(error: BaseException) -> str:
    """Frames and type; of a group, those of each error in it as well."""
    kind = type(error)
    own = "".join(traceback.format_tb(error.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}"
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return "\nin it: ".join([own, *(_shown(one) for one in inner)])


def start_logging() -> None:
    """To standard error, from warnings on; Leadbell's own from INFO on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(QuietFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for room in ("application", "adapters", "entrypoints"):
        logging.getLogger(room).setLevel(logging.INFO)
