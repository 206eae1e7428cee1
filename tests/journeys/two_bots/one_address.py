"""One address of a Bot API for several bots, as Telegram has: each token is served by a server of its own. What becomes
of a connection on one side becomes of it on the other."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, web

LONGEST_S = 60


@asynccontextmanager
async def one_address(urls: Mapping[str, str]) -> AsyncIterator[str]:
    """``urls`` are the servers by their tokens."""
    async with ClientSession(
        connector=TCPConnector(limit=0, force_close=True), timeout=ClientTimeout(total=LONGEST_S)
    ) as session:

        async def forward(request: web.Request) -> web.Response:
            url = urls.get(request.match_info["token"])
            if url is None:
                return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
            kept = {name: request.headers[name] for name in ("Content-Type",) if name in request.headers}
            try:
                async with session.request(
                    request.method, f"{url}{request.path_qs}", data=await request.read(), headers=kept
                ) as answer:
                    body, kind = await answer.read(), answer.content_type
                    return web.Response(body=body, status=answer.status, content_type=kind)
            except ClientError:  # the server has cut the connection
                return _cut_off(request)

        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", forward)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


def _cut_off(request: web.Request) -> web.Response:
    """Without an answer, as it was."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
