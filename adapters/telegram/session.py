"""The HTTP session under every call to the Bot API: watched, without idle connections, and it never tries twice."""

from datetime import timedelta

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import Response
from aiogram.types import Message
from aiohttp import ClientSession

from adapters.telegram.server_date import Hear, date_trace
from adapters.telegram.wire import wire_trace

KEPT_MODELS = (Response[Message], Response[Message | bool], Response[bool])
"""pydantic forgets a generic model without a reference, and takes milliseconds to build it again for each answer."""


class WatchedSession(AiohttpSession):
    """``request_timeout`` is for a call as a whole, from DNS to the last byte of the answer. ``hear`` is told the time
    that each answer bears."""

    def __init__(self, *, api_url: str | None, request_timeout: timedelta, hear: Hear) -> None:
        super().__init__(api=_api_server(api_url), timeout=request_timeout.total_seconds())
        # An idle connection that the server has closed meanwhile swallows a request and looks like a lost answer.
        self._connector_init["force_close"] = True
        self._connector_init["ttl_dns_cache"] = 60
        self._traces = [wire_trace(), date_trace(hear)]

    async def create_session(self) -> ClientSession:
        """Instead of aiogram's, which takes no trace."""
        if self._session is None or self._session.closed:
            connector = self._connector_type(**self._connector_init)
            self._session = ClientSession(connector=connector, trace_configs=self._traces)
        return self._session

    async def close(self) -> None:
        """Without aiogram's wait of 250 ms for idle connections."""
        if self._session is not None:
            await self._session.close()


def _api_server(api_url: str | None) -> TelegramAPIServer:
    return TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
