"""A call of a Bot API method, as the client wrote it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from entrypoints.sandbox.bot_api.methods.request import call_values
from entrypoints.sandbox.bot_api.refusal import Refusal

DEFAULT_TOKEN = "8990:SANDBOX"
"""The token of ``leadbell sandbox``, whose module would import the whole program."""

ADDRESS = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>\w+)")


@dataclass(frozen=True, slots=True)
class Call:
    token: str
    method: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def chat_id(self) -> int | None:
        """None also when it is no number."""
        try:
            return int(self.fields["chat_id"])
        except (KeyError, ValueError):
            return None

    @property
    def text(self) -> str:
        return self.fields.get("text", "")


async def read_call(request: web.Request) -> Call | None:
    """Read the request to its end; None for any other address. The fields of a form that is no good are empty."""
    match = ADDRESS.fullmatch(request.path)
    if match is None:
        return None
    try:
        values = await call_values(request)
    except Refusal:
        values = {}
    return Call(match["token"], match["method"], {name: str(value) for name, value in values.items()})
