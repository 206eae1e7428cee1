"""An update as it is kept: whole, beside the few fields that say whose it is and whether it was kept before."""

import json
from collections.abc import Sequence
from hashlib import sha256

from application.inbox.fields import at, whole_number
from application.ports.inbox import InboundUpdate, identity_of_message

WITHOUT_ID = 0
"""Stands for an id that is missing, or that no column takes. Below 1 it would be an order to Telegram to forget."""
LONGEST_IDENTITY = 64
CHAT_PATHS = (
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("callback_query", "message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
)
PERSON_PATHS = tuple((kind, "from", "id") for kind, *_ in CHAT_PATHS)
IDENTITIES = (
    ("e", "edited_message", "message_id", "edit_date"),
    ("p", "callback_query", "id"),
    ("c", "my_chat_member", "date"),
)
"""What an update brings, other than a message, is the same when its chat and these fields of its kind are."""


def inbound_update(update: object, bot_id: int) -> InboundUpdate:
    """One ``WITHOUT_ID`` cannot be confirmed, and is known by all that it says."""
    update_id = max(whole_number(at(update, "update_id")) or WITHOUT_ID, WITHOUT_ID)
    chat_id, payload = _first_id(update, CHAT_PATHS), json.dumps(update)
    named = "" if update_id == WITHOUT_ID else _identity(update, chat_id)
    return InboundUpdate(
        bot_id=bot_id,
        update_id=update_id,
        chat_id=chat_id,
        payload=payload,
        identity=named or sha256(payload.encode()).hexdigest()[:16],
        person_id=_person_id(update, chat_id),
        is_press=at(update, "callback_query") is not None,
    )


def _identity(update: object, chat_id: int | None) -> str:
    """Empty when it does not say, or at a length that no column takes."""
    message_id = whole_number(at(update, "message", "message_id"))
    if chat_id is not None and message_id is not None:
        return identity_of_message(chat_id, message_id)
    for letter, kind, *fields in IDENTITIES:
        values = [at(update, kind, name) for name in fields]
        if all(isinstance(value, str) or whole_number(value) is not None for value in values):
            named = "-".join([letter, str(chat_id), *map(str, values)])
            return named if len(named) <= LONGEST_IDENTITY and named.isprintable() else ""
    return ""


def _person_id(update: object, chat_id: int | None) -> int | None:
    """Of a private chat without a readable sender it is the chat's person: ids of other chats are below 0."""
    found = _first_id(update, PERSON_PATHS)
    return chat_id if found is None and chat_id is not None and chat_id > 0 else found


def _first_id(update: object, paths: Sequence[Sequence[str]]) -> int | None:
    found = (whole_number(at(update, *path)) for path in paths)
    return next((number for number in found if number is not None), None)
