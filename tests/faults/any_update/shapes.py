"""Updates in the shapes that aiogram knows, as JSON values: what Telegram may send, mostly from one person."""

import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.types import Update
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.support.leads import LEAD_ID, MONDAY_9AM, OWNER_ID

Json = Any
"""What ``json.dumps`` takes."""

NOW = int(MONDAY_9AM.timestamp())
LEVELS = 3
TEXTS = (
    "Met Ada at the fair",
    "Met Ada Lovelace at the fair",
    "/start",
    "/start ABCDEF",
    "/leads",
    "/settings@leadbell_bot",
    "/delete_my_data",
    "/",
    " ",
    "Kyiv",
    "tomorrow at 25:00",
    "next Monday",
    "x" * 4096,
    "🔔" * 2048,
    "word " * 760,
)
PRESSES = (  # but "mine/erase", which only a database knows
    "leads::0",
    "overdue::999999999",
    f"lead:{LEAD_ID.hex}",
    f"history:{LEAD_ID.hex}:0",
    f"done:{LEAD_ID.hex}:1:1",
    f"done:{LEAD_ID.hex}:999999999:999999999",
    f"skip:{LEAD_ID.hex}:1:1:1",
    f"typed:{LEAD_ID.hex}:1:2:1",
    f"say:{LEAD_ID.hex}:1:3",
    f"put:{LEAD_ID.hex}:1:1:999999999:999999999",
    f"sure:{LEAD_ID.hex}",
    f"restore:{LEAD_ID.hex}",
    "set",
    "set/zone/Europe/Kyiv",
    "set/ask/quiet",
    "set/ask/zone",
    "ask/cancel",
    "ask/note/1",
    "ask/note/9999999999",
    "edit/1",
    "mine/keep",
    "no such button",
)
KINDS = ("message", "message", "message", "edited_message", "callback_query", "my_chat_member")
PERSON = st.sampled_from((OWNER_ID,) * 8 + (8, 9))
OWN_FIELDS: Mapping[tuple[str, str], st.SearchStrategy[Json]] = {
    ("Chat", "id"): st.sampled_from((OWNER_ID,) * 8 + (8, -100)),
    ("Chat", "type"): st.sampled_from(("private",) * 6 + ("group", "supergroup", "channel")),
    ("User", "id"): PERSON,
    ("User", "is_bot"): st.sampled_from((False,) * 9 + (True,)),
    ("User", "language_code"): st.sampled_from(("en", "de", "pt-BR", "uk", "", "x" * 100)),
    ("CallbackQuery", "data"): st.sampled_from(PRESSES) | st.text(max_size=64),
    ("Message", "media_group_id"): st.sampled_from(("1", "2", "", "x" * 500)),
    ("Message", "message_id"): st.integers(1, 20),
    ("Update", "update_id"): st.integers(1, 50),
}
USUAL = {"Message": ("from", "chat", "text"), "CallbackQuery": ("data", "message"), "User": ("language_code",)}


def updates() -> st.SearchStrategy[Json]:
    return st.one_of(st.sampled_from(KINDS).flatmap(_of_kind), _of_model(Update, LEVELS))


@cache
def _of_kind(kind: str) -> st.SearchStrategy[Json]:
    update_id = OWN_FIELDS["Update", "update_id"]
    return st.fixed_dictionaries({"update_id": update_id, kind: _of_type(Update.model_fields[kind].annotation, LEVELS)})


@cache
def _of_model(model: type[BaseModel], levels: int) -> st.SearchStrategy[Json]:
    named = {info.alias or name: info for name, info in model.model_fields.items()}
    values = {name: _of_field(model, name, info.annotation, levels - 1) for name, info in named.items()}
    always = [name for name, info in named.items() if info.is_required()]
    usual = [name for name in USUAL.get(model.__name__, ()) if name not in always]
    others = [name for name in named if name not in (*always, *usual)]

    @st.composite
    def build(draw: st.DrawFn) -> Json:
        chosen = always + [name for name in usual if draw(st.integers(0, 9))]
        if others and levels:
            chosen += draw(st.lists(st.sampled_from(others), max_size=3, unique=True))
        return {name: draw(values[name]) for name in chosen}

    return build()


def _of_field(model: type[BaseModel], name: str, kind: Any, levels: int) -> st.SearchStrategy[Json]:
    own = OWN_FIELDS.get((model.__name__, name))
    return _of_type(kind, levels) if own is None else own


def _of_type(kind: Any, levels: int) -> st.SearchStrategy[Json]:
    """Of any annotation that aiogram uses."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _of_type(arguments[0], levels)
    if origin in (Union, types.UnionType):
        return st.one_of([_of_type(one, levels) for one in arguments if one is not type(None)])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is list:
        return st.lists(_of_type(arguments[0], levels), max_size=2)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return st.just({}) if levels < 0 else st.deferred(lambda: _of_model(kind, levels))
    return _of_plain_type(kind)


def _of_plain_type(kind: Any) -> st.SearchStrategy[Json]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([str(one.value) for one in kind])
    if kind is bool:
        return st.booleans()
    if kind is datetime:
        return st.integers(NOW - 5, NOW + 5) | st.sampled_from((0, 2**31, 2**40))
    if kind is int:
        return st.integers(-3, 1000)
    if kind is float:
        return st.floats(-200, 200)
    return st.sampled_from(TEXTS) | st.text(max_size=20)
