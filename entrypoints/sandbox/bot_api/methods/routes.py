"""The Bot API over HTTP: addresses, the token, and the envelope around every answer."""

import re
import secrets

from aiohttp import web

from entrypoints.sandbox.bot_api.methods.registry import BY_LOWER_NAME, Method
from entrypoints.sandbox.bot_api.methods.request import call_values
from entrypoints.sandbox.bot_api.refusal import Refusal, not_found, not_modelled, unauthorized
from entrypoints.sandbox.bot_api.store.store import Store

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class BotApiRoutes:
    def __init__(self, store: Store, token: str) -> None:
        self._store = store
        self._token = token

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method:.*}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            method = self._counted_method(_method_name(request))
            result = await method.result(self._store, await call_values(request))
        except Refusal as refusal:
            return _refused(refusal)
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            content = self._store.files.content_at(request.match_info["path"])
        except Refusal as refusal:
            return _refused(refusal)
        return web.Response(body=content, content_type="application/octet-stream")

    def _counted_method(self, name: str) -> Method:
        method = BY_LOWER_NAME.get(name.lower())
        self._store.calls[method.name if method else name] += 1
        if method is None:
            raise not_modelled(f"method {name}")
        return method

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise not_found()
        if not secrets.compare_digest(token, self._token):
            raise unauthorized()


def _method_name(request: web.Request) -> str:
    name = request.match_info["method"]
    if not name or "/" in name or request.method not in {"GET", "POST"}:
        raise not_found()
    return name


def _refused(refusal: Refusal) -> web.Response:
    envelope = {"ok": False, "error_code": refusal.error_code, "description": refusal.description}
    return web.json_response(envelope, status=refusal.error_code)
