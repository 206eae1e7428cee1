"""The Bot API over HTTP: addresses, the token, and the envelope around every answer."""

import re
import secrets

from aiohttp import web

from entrypoints.sandbox.bot_api.methods.registry import BY_NAME, Method, modelled_method, perform
from entrypoints.sandbox.bot_api.methods.request import call_values
from entrypoints.sandbox.bot_api.refusal import Refusal, not_found, unauthorized
from entrypoints.sandbox.bot_api.room import Room

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class BotApiRoutes:
    def __init__(self, room: Room, token: str) -> None:
        self._room = room
        self._token = token

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method:.*}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            method = self._counted_method(_method_name(request))
            result = await perform(self._room, method, await call_values(request))
        except Refusal as refusal:
            return _refused(refusal)
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            _, content = self._room.store.files.content_at(request.match_info["path"])
        except Refusal as refusal:
            return _refused(refusal)
        return web.Response(body=content, content_type="application/octet-stream")

    def _counted_method(self, name: str) -> Method:
        known = BY_NAME.get(name.lower())
        self._room.store.log.count(known.name if known else name)
        return modelled_method(name)

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
