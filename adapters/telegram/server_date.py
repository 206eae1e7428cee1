"""The time that an answer bears: a witness for our clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from typing import Protocol

from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams, TraceRequestStartParams


class Hear(Protocol):
    def __call__(self, date: datetime | None, *, asked_at: float) -> None:
        """An answer has come to what was asked then, by the monotonic clock; None when it bears no time."""
        ...


def no_listener(date: datetime | None, *, asked_at: float) -> None:
    """For who does not compare clocks."""


def date_trace(hear: Hear, monotonic: Callable[[], float]) -> TraceConfig:
    trace = TraceConfig()

    async def note_start(_: ClientSession, call: SimpleNamespace, __: TraceRequestStartParams) -> None:
        call.asked_at = monotonic()

    async def note_date(_: ClientSession, call: SimpleNamespace, end: TraceRequestEndParams) -> None:
        headers = end.response.headers
        date = None if "Age" in headers else _date(headers.get("Date", ""))
        if date is not None or end.response.status < 500:  # what fails so may be a gateway's answer
            hear(date, asked_at=call.asked_at)

    trace.on_request_start.append(note_start)
    trace.on_request_end.append(note_date)
    return trace


def _date(text: str) -> datetime | None:
    """None for what is no date; a date without a zone is in UTC, as RFC 9110 wants it."""
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
