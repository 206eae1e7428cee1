"""The time that an answer bears: a witness for our clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams

Hear = Callable[[datetime], None]


def date_trace(hear: Hear) -> TraceConfig:
    trace = TraceConfig()

    async def note_date(_: ClientSession, __: SimpleNamespace, end: TraceRequestEndParams) -> None:
        headers = end.response.headers
        if "Age" not in headers and (date := _date(headers.get("Date", ""))) is not None:
            hear(date)

    trace.on_request_end.append(note_date)
    return trace


def _date(text: str) -> datetime | None:
    """None for what is no date; a date without a zone is in UTC, as RFC 9110 wants it."""
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
