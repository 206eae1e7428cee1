"""What of a log record may be shown: a message that stands in the source, and plain fields that are ours.

Other people's libraries put what they like into messages, arguments and fields: addresses with a token, rows, updates.
So their fields and arguments are left out; and so are messages that were put together when they were logged, as
asyncio's, which quote errors. The place that logged it is named instead, and there one can read what it says.
"""

import ast
import logging
import math
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from structlog.typing import EventDict, WrappedLogger

from entrypoints.logs.failure import told
from entrypoints.logs.sanitize import sanitize

OUR_ROOMS = ("application", "adapters", "entrypoints", "domain")
NOT_SHOWN = "a message that is not shown, it may quote something"

MOST_VALUES = 50

Plain = str | int | float | bool | None

_NO_FIELDS = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


def redact(_: WrappedLogger, __: str, given: EventDict) -> EventDict:
    """A structlog processor: of all that was given only the record and its exception are looked at."""
    record: logging.LogRecord = given["_record"]
    shown: dict[str, object] = {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": sanitize(record.levelname.lower()),
        "event": _message(record),
        "logger": sanitize(record.name),
    }
    shown = {**shown, **_fields(record), **shown}  # a field cannot pass for one of these, and they come first
    match given.get("exc_info"):
        case (_, BaseException() as error, _):
            shown["exception"] = told(error)
    return shown


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return NOT_SHOWN
    if _is_ours(record) or record.msg in _written_in(record.pathname):
        return sanitize(record.msg)
    return NOT_SHOWN


def _fields(record: logging.LogRecord) -> dict[str, object]:
    if not _is_ours(record):
        return {"place": sanitize(f"{record.filename}:{record.lineno}")}
    return {sanitize(name): _shown(value) for name, value in vars(record).items() if name not in _NO_FIELDS}


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OUR_ROOMS


def _shown(value: object) -> Plain | list[Plain]:
    return [_plain(one) for one in value[:MOST_VALUES]] if isinstance(value, list | tuple) else _plain(value)


def _plain(value: object) -> Plain:
    """Of anything else than plain values the type: its ``repr`` may hold a whole lead or the text of an error."""
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int():
            return value
        case float() if math.isfinite(value):
            return value
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat()
        case str() | UUID() | timedelta() | float() | datetime():
            return sanitize(str(value))
        case _:
            return sanitize(f"<{type(value).__name__}>")


@lru_cache(maxsize=100)
def _written_in(source: str) -> frozenset[str]:
    """The texts that stand in a module word for word. None where its source cannot be had."""
    try:
        tree = ast.parse(Path(source).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return frozenset()
    return frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
