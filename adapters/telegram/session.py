"""The HTTP session under every call to the Bot API: watched, without idle connections, and it never tries twice."""

from datetime import timedelta
from http import HTTPStatus

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message
from aiohttp import ClientResponse, ClientSession

from adapters.telegram.answer_json import read_answer
from adapters.telegram.server_date import Hear, date_trace
from adapters.telegram.wire import note_refusal, wire_trace
from application.inbox.fields import at, whole_number
from application.ports.clock import Clock

REFUSALS = range(400, 500)
KEPT_MODELS = (Response[Message], Response[Message | bool], Response[bool])
"""pydantic forgets a generic model without a reference, and takes milliseconds to build it again for each answer."""


class PlainAnswer(ClientResponse):
    async def text(self, encoding: str | None = None, errors: str = "replace") -> str:
        """In UTF-8, as Telegram promises, whatever a header says: one broken character must not cost an answer."""
        return (await self.read()).decode("utf-8", errors)


class WatchedSession(AiohttpSession):
    """``request_timeout`` is for a call as a whole, from DNS to the last byte of the answer. ``hear`` is told the time
    that each answer bears."""

    def __init__(self, *, api_url: str | None, request_timeout: timedelta, hear: Hear, clock: Clock) -> None:
        super().__init__(api=_api_server(api_url), timeout=request_timeout.total_seconds(), json_loads=read_answer)
        # An idle connection that the server has closed meanwhile swallows a request and looks like a lost answer.
        self._connector_init["force_close"] = True
        self._connector_init["ttl_dns_cache"] = 60
        self._traces = [wire_trace(), date_trace(hear, clock.monotonic)]

    async def create_session(self) -> ClientSession:
        """Instead of aiogram's, which takes no trace."""
        if self._session is None or self._session.closed:
            connector = self._connector_type(**self._connector_init)
            self._session = ClientSession(connector=connector, trace_configs=self._traces, response_class=PlainAnswer)
        return self._session

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """aiogram goes by the HTTP status alone; a server between us and Telegram may answer 200 for each refusal."""
        if status_code == HTTPStatus.OK and (code := _refusal_in(content)) is not None:
            note_refusal(code)
            status_code = code
        return super().check_response(bot, method, status_code, content)

    async def close(self) -> None:
        """Without aiogram's wait of 250 ms for idle connections."""
        if self._session is not None:
            await self._session.close()


def _refusal_in(content: str) -> int | None:
    """The error code of an answer that says that it is a refusal; None for any other answer."""
    try:
        answer = read_answer(content)
    except (ValueError, RecursionError):
        return None
    code = whole_number(at(answer, "error_code"))
    is_refusal = at(answer, "ok") is False and code is not None and code in REFUSALS
    return code if is_refusal else None


def _api_server(api_url: str | None) -> TelegramAPIServer:
    return TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
