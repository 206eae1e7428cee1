"""The shown parts of a log record: message and listed fields of our own, less of a library's.

Our messages are constant and data are fields (a test holds that); only the fields below are printed. Libraries put
addresses with a token, rows and updates into messages, arguments and fields: of their records, from warnings on, logger
and place are shown, and a text only as far as it is listed here.
"""

import json
import logging
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID

from entrypoints.logs.failure import serialize_exception
from entrypoints.logs.sanitize import sanitize

OUR_ROOMS = ("application", "adapters", "entrypoints", "domain")
_FIELDS = (
    "behind bots by claim entries entry_id entry_ids failures finding host kind lead_id part place port problem "
    "projection reason reminder_id served state step until update_id verdict"
)
FIELDS = frozenset(_FIELDS.split())
REPEATED = "repeated"
"""Set by ``Repeats``, and by no call."""
LIBRARY_TEXTS = (
    "Error closing cursor",
    "Error handling request",
    "Exception closing connection",
    "Exception during reset or similar",
    "Exception in callback",
    "Exception terminating connection",
    "Executing %s took %.3f seconds",
    "Fatal error on transport",
    "Future exception was never retrieved",
    "Task exception was never retrieved",
    "Task was destroyed but it is pending!",
    "The garbage collector is trying to clean up non-checked-in connection",
    "Unclosed client session",
    "Unclosed connection",
    "Unhandled exception",
    "error ignored",
    "query cancellation failed",
    "socket.send() raised exception.",
)
"""How messages of asyncio, aiohttp, SQLAlchemy and psycopg begin. What follows may quote a row or an address."""
NOT_SHOWN = "a message that is not shown: it may quote personal data"
MOST_VALUES = 50


def is_shown(record: logging.LogRecord) -> bool:
    """At any level that a library's logger is set to."""
    return record.levelno >= (logging.INFO if _is_ours(record) else logging.WARNING)


def as_json(record: logging.LogRecord) -> str:
    shown = _head(record) | _fields(record)
    if error := _error(record):
        shown["exception"] = serialize_exception(error)
    return json.dumps(shown)


def as_line(record: logging.LogRecord) -> str:
    """A line for people, and below it the error."""
    head = _head(record)
    fields = "".join(f" {name}={json.dumps(value)}" for name, value in _fields(record).items())
    line = f"{head['timestamp']} [{head['level']:<9}] {head['event']} [{head['logger']}]{fields}"
    error = _error(record)
    return "\n".join([line, *(serialize_exception(error) if error else ())])


def _head(record: logging.LogRecord) -> dict[str, object]:
    return {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": sanitize(record.levelname.lower()),
        "event": _message(record),
        "logger": sanitize(record.name),
    }


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return NOT_SHOWN
    if _is_ours(record):
        return sanitize(record.msg)
    return next((text for text in LIBRARY_TEXTS if record.msg.startswith(text)), NOT_SHOWN)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    if not _is_ours(record):
        repeated = {REPEATED: count} if (count := vars(record).get(REPEATED)) else {}
        return {"place": sanitize(f"{record.filename}:{record.lineno}"), **repeated}
    return {name: _shown(value) for name, value in vars(record).items() if name in FIELDS or name == REPEATED}


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OUR_ROOMS


def _shown(value: object) -> object:
    """Plain values as they are, of all others the type: a ``repr`` may hold a whole lead or the text of an error."""
    match value:
        case Enum():
            return _shown(value.value)
        case None | bool() | int():
            return value
        case str() | float() | UUID() | datetime():
            return sanitize(str(value))
        case list() | tuple():
            return [_shown(one) for one in value[:MOST_VALUES]]
        case _:
            return sanitize(f"<{type(value).__name__}>")
