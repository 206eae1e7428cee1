"""The evidence on the wire of one call for whether Telegram can have got the request.

aiohttp (3.14: ``ClientRequest.send``, ``StreamWriter.write_headers``) awaits ``on_request_headers_sent`` *before* it
even serialises the headers, and every byte of a request leaves through that writer afterwards. So a call whose flag
is not set has written nothing: it ended in the pool, in DNS, while connecting or in the TLS handshake. The other way
round a set flag proves nothing, which is the safe side. ``on_request_end`` means that a status line was read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

from aiohttp import (
    ClientError,
    ClientSession,
    TraceConfig,
    TraceRequestEndParams,
    TraceRequestHeadersSentParams,
    TraceRequestRedirectParams,
)


@dataclass(slots=True)
class Wire:
    """``written``: bytes of the request may have left. ``status`` is None until an answer has begun.

    ``may_write`` is asked just before the first byte; when it says no, nothing is written and ``came_too_late``.
    """

    may_write: Callable[[], bool] = lambda: True
    written: bool = False
    came_too_late: bool = False
    status: int | None = None


class RedirectRefused(ClientError):
    """The server sent us elsewhere. Following would carry the token there, and turn the POST into a GET."""


class TooLateToWrite(ClientError):
    """Connecting took so long that another relay may be about to send the same message."""


_current: ContextVar[Wire | None] = ContextVar("wire of the Bot API call in flight", default=None)


@contextmanager
def watched_wire(may_write: Callable[[], bool] = lambda: True) -> Iterator[Wire]:
    """The wire of the one Bot API call that is made inside the block."""
    wire = Wire(may_write)
    before = _current.set(wire)
    try:
        yield wire
    finally:
        _current.reset(before)


def note_refusal(status: int) -> None:
    """The answer that was read is a refusal by this status, whatever its HTTP status says."""
    if wire := _current.get():
        wire.status = status


def wire_trace() -> TraceConfig:
    trace = TraceConfig()
    trace.on_request_headers_sent.append(_note_written)
    trace.on_request_redirect.append(_refuse_redirect)
    trace.on_request_end.append(_note_status)
    return trace


async def _note_written(_: ClientSession, __: SimpleNamespace, ___: TraceRequestHeadersSentParams) -> None:
    wire = _current.get()
    if wire is None:
        return
    if not wire.may_write():
        wire.came_too_late = True
        raise TooLateToWrite
    wire.written = True


async def _note_status(_: ClientSession, __: SimpleNamespace, end: TraceRequestEndParams) -> None:
    if wire := _current.get():
        wire.status = end.response.status


async def _refuse_redirect(_: ClientSession, __: SimpleNamespace, redirect: TraceRequestRedirectParams) -> None:
    if wire := _current.get():
        wire.status = redirect.response.status
    raise RedirectRefused
