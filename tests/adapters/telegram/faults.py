"""Every way in which a call to the Bot API was seen to go wrong, as places to send a message to.

Some of them have not been seen yet, and may be.
"""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta

from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
)
from tests.adapters.telegram.fault_server import MESSAGE, Exchange, FaultServer, Script, error, ok, refusal, served
from tests.adapters.telegram.nowhere import (
    Nowhere,
    broken_handshake,
    no_handshake,
    queue_is_full,
    refusing,
    unknown_host,
)

AMPLE = timedelta(seconds=10)
TINY = timedelta(seconds=0.3)


Place = Callable[[], AbstractAsyncContextManager[Nowhere | FaultServer]]


@dataclass(frozen=True)
class Fault:
    place: Place
    expected: type[Outcome]
    request_timeout: timedelta = field(default=AMPLE)


def _script(script: Script, expected: type[Outcome], request_timeout: timedelta = AMPLE) -> Fault:
    return Fault(lambda: served(script), expected, request_timeout)


async def _close_unread(exchange: Exchange) -> None:
    exchange.writer.close()


async def _close_before_processing(exchange: Exchange) -> None:
    await exchange.read()


async def _close_after_processing(exchange: Exchange) -> None:
    await exchange.accept()


async def _reset_after_processing(exchange: Exchange) -> None:
    await exchange.accept()
    exchange.reset()


async def _answer_too_late(exchange: Exchange) -> None:
    await exchange.accept()
    await exchange.stay_silent()


async def _half_a_status_line(exchange: Exchange) -> None:
    await exchange.accept()
    exchange.writer.write(b"HTTP/1.1 20")
    await exchange.writer.drain()


async def _half_an_answer(exchange: Exchange) -> None:
    await exchange.accept()
    await exchange.reply(200, '{"ok": true, "res', length=500)


async def _half_an_answer_then_silence(exchange: Exchange) -> None:
    await exchange.accept()
    await exchange.reply(200, '{"ok": true, "res', length=500)
    await exchange.stay_silent()


async def _half_a_refusal(exchange: Exchange) -> None:
    await exchange.read()
    await exchange.reply(403, '{"ok": false, "desc', length=500)


async def _babble(exchange: Exchange) -> None:
    await exchange.accept()
    exchange.writer.write(b"\x00\x01 what?\r\n\r\n")
    await exchange.writer.drain()


async def _not_utf8(exchange: Exchange) -> None:
    await exchange.accept()
    exchange.writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\n\xff\xfe"
    )
    await exchange.writer.drain()


def accepting(status: int, body: object) -> Script:
    """Takes the request, and gives another answer than one would expect after that."""

    async def script(exchange: Exchange) -> None:
        await exchange.accept()
        await exchange.reply(status, body if isinstance(body, str) else json.dumps(body))

    return script


HTML = "<html><body>nginx</body></html>"
ELSEWHERE = ["Location: http://127.0.0.1:9/elsewhere"]
UNREADABLE = {"ok": True, "result": {"message_id": 77, "chat": "a shape that our aiogram cannot read"}}
WITHOUT_NUMBER = {"ok": True, "result": {"chat": "a shape that our aiogram cannot read"}}

FAULTS = {
    "all is well": _script(ok(MESSAGE), Sent),
    "all is well, in words newer than ours": _script(accepting(200, UNREADABLE), Sent),
    "connection refused": Fault(refusing, NotSent),
    "unknown host": Fault(unknown_host, NotSent),
    "connecting times out": Fault(queue_is_full, NotSent, TINY),
    "TLS handshake times out": Fault(no_handshake, NotSent, TINY),
    "TLS handshake fails": Fault(broken_handshake, NotSent),
    "closed unread": _script(_close_unread, Unconfirmed),
    "closed before processing": _script(_close_before_processing, Unconfirmed),
    "closed after processing": _script(_close_after_processing, Unconfirmed),
    "reset after processing": _script(_reset_after_processing, Unconfirmed),
    "answer after the time-out": _script(_answer_too_late, Unconfirmed, TINY),
    "half a status line": _script(_half_a_status_line, Unconfirmed),
    "half an answer": _script(_half_an_answer, Unconfirmed),
    "half an answer, then silence": _script(_half_an_answer_then_silence, Unconfirmed, TINY),
    "half a refusal": _script(_half_a_refusal, Unconfirmed),
    "no HTTP": _script(_babble, Unconfirmed),
    "not UTF-8": _script(_not_utf8, Unconfirmed),
    "502 HTML": _script(accepting(502, HTML), Unconfirmed),
    "504 HTML": _script(accepting(504, HTML), Unconfirmed),
    "500 JSON": _script(accepting(500, {"ok": False, "error_code": 500, "description": "Internal"}), Unconfirmed),
    "500 JSON without description": _script(accepting(500, {"ok": False, "error_code": 500}), Unconfirmed),
    "500 JSON with retry_after": _script(
        accepting(500, {"ok": False, "description": "restart", "parameters": {"retry_after": 3}}), Unconfirmed
    ),
    "200 broken JSON": _script(accepting(200, '{"ok": true, "result": {'), Unconfirmed),
    "200 HTML": _script(accepting(200, HTML), Unconfirmed),
    "200 empty": _script(accepting(200, ""), Unconfirmed),
    "200 without result": _script(accepting(200, {"ok": True}), Unconfirmed),
    "200 without message id": _script(accepting(200, WITHOUT_NUMBER), Unconfirmed),
    "200 but not ok": _script(accepting(200, {"ok": False, "description": "Bad Request"}), Unconfirmed),
    "200 but refused with 400": _script(refusal(200, {"ok": False, "error_code": 400, "description": "x"}), Rejected),
    "200 but refused with 403": _script(
        refusal(200, {"ok": False, "error_code": 403, "description": "x"}), ChatUnreachable
    ),
    "200 but refused with 401": _script(refusal(200, {"ok": False, "error_code": 401}), Misconfigured),
    "200 but refused with 429": _script(
        refusal(200, {"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}), Throttled
    ),
    "200 but moved": _script(
        refusal(200, {"ok": False, "error_code": 400, "parameters": {"migrate_to_chat_id": -1009}}), ChatMoved
    ),
    "200 but failed with 500": _script(accepting(200, {"ok": False, "error_code": 500}), Unconfirmed),
    "200 with a code that is none": _script(accepting(200, {"ok": False, "error_code": [403]}), Unconfirmed),
    "200 with a code of no refusal": _script(accepting(200, {"ok": False, "error_code": 200}), Unconfirmed),
    "200 that is ok and has a code": _script(accepting(200, {"ok": True, "error_code": 403, "result": MESSAGE}), Sent),
    "200 that does not say whether": _script(accepting(200, {"error_code": 403}), Unconfirmed),
    "500 that quotes a 429": _script(
        accepting(500, {"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}), Unconfirmed
    ),
    "200 deeper than JSON is read": _script(accepting(200, "[" * 100_000), Unconfirmed),
    "400 HTML": _script(accepting(400, HTML), Unconfirmed),
    "418 JSON": _script(accepting(418, {"ok": False, "description": "I'm a teapot"}), Unconfirmed),
    "303 see other": _script(refusal(303, "", more=ELSEWHERE), Unconfirmed),
    "429 with retry_after": _script(error(429, "Too Many Requests: retry after 7", retry_after=7), Throttled),
    "429 without retry_after": _script(error(429, "Too Many Requests"), Throttled),
    "429 HTML": _script(refusal(429, HTML), Throttled),
    "400": _script(error(400, "Bad Request: chat not found"), Rejected),
    "400 without description": _script(error(400, None), Rejected),
    "403": _script(error(403, "Forbidden: bot was blocked by the user"), ChatUnreachable),
    "413": _script(error(413, "Request Entity Too Large"), Rejected),
    "413 HTML": _script(refusal(413, HTML), Rejected),
    "migrated": _script(
        error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009), ChatMoved
    ),
    "401": _script(error(401, "Unauthorized"), Misconfigured),
    "404": _script(error(404, "Not Found"), Misconfigured),
    "404 HTML": _script(refusal(404, HTML), Misconfigured),
    "403 HTML": _script(refusal(403, HTML), Misconfigured),
    "409": _script(error(409, "Conflict: terminated by other getUpdates request"), Misconfigured),
    "301 elsewhere": _script(refusal(301, "", more=ELSEWHERE), Misconfigured),
    "307 elsewhere": _script(refusal(307, "", more=ELSEWHERE), Misconfigured),
}
