"""From an update's JSON to what a person sent. Only what is needed is read, each part on its own, so that a part which
is new, broken or missing costs itself only."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from math import isfinite

from application.inbox.fields import at, whole_number, words
from entrypoints.bot.incoming.values import (
    Chat,
    Content,
    Edited,
    Incoming,
    MembershipChanged,
    Person,
    Place,
    Pressed,
    Replied,
    Sent,
)

GONE = ("kicked", "left")
MOST_ITEMS = 100
"""Rows of buttons, and buttons in a row: no message has more."""
CHATS_OF_SEVERAL = ("group", "supergroup", "channel")
SENT_BY_PEOPLE = {
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "giveaway",
    "invoice",
    "live_photo",
    "paid_media",
    "photo",
    "poll",
    "rich_message",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
}
"""Content of messages, other than words and places. All other content is Telegram's own word about a chat."""


class UnreadableUpdate(Exception):
    """It lacks what it cannot be understood without: its chat, or who sent it."""


def read_update(payload: str) -> Incoming | None:
    """None for a kind that was not asked for. Raise ``UnreadableUpdate``."""
    try:
        update = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise UnreadableUpdate("it is no JSON") from error
    if not isinstance(update, Mapping):
        raise UnreadableUpdate("it is no object")
    for kind, read in READERS.items():
        if (content := at(update, kind)) is not None:
            return read(content)
    return None


def message_in(payload: str) -> Sent | None:
    """None when it brings no message, or one that cannot be read."""
    incoming = _readable(payload)
    return incoming if isinstance(incoming, Sent) else None


def edit_in(payload: str) -> Sent | None:
    """The message as it is now; None when it brings no edit, or one that cannot be read."""
    incoming = _readable(payload)
    return incoming.message if isinstance(incoming, Edited) else None


def brings_membership(payload: str) -> bool:
    """That the bot may, or may not, write to a private chat from now on."""
    incoming = _readable(payload)
    return isinstance(incoming, MembershipChanged) and incoming.chat.is_private


def _readable(payload: str) -> Incoming | None:
    try:
        return read_update(payload)
    except UnreadableUpdate:
        return None


def _message(content: object) -> Sent:
    chat, message_id = _chat(at(content, "chat")), whole_number(at(content, "message_id"))
    if chat is None or message_id is None:
        raise UnreadableUpdate("a message without a chat or an id")
    place = _place(at(content, "location"))
    return Sent(
        chat,
        _person(at(content, "from")) or (Person(chat.id) if chat.is_private else None),
        message_id,
        _moment(at(content, "date")),
        words(at(content, "text")) or words(at(content, "caption")),
        _content(content, place),
        place,
        is_forwarded=any(at(content, name) is not None for name in ("forward_origin", "forward_date")),
        album=words(at(content, "media_group_id")),
        replies_to=_replied(at(content, "reply_to_message")),
    )


def _replied(message: object) -> Replied | None:
    message_id = whole_number(at(message, "message_id"))
    if message_id is None:
        return None
    rows = at(message, "reply_markup", "inline_keyboard")
    buttons = [button for row in _items(rows) for button in _items(row)]
    return Replied(message_id, tuple(data for button in buttons if (data := words(at(button, "callback_data")))))


def _items(value: object) -> Sequence[object]:
    return value[:MOST_ITEMS] if isinstance(value, list) else ()


def _edit(content: object) -> Edited:
    return Edited(_message(content))


def _press(content: object) -> Pressed:
    person, press_id = _person(at(content, "from")), words(at(content, "id"))
    if person is None or not press_id:
        raise UnreadableUpdate("a press of nobody, or without an id")
    chat, message_id = _chat(at(content, "message", "chat")), whole_number(at(content, "message", "message_id"))
    data, text = words(at(content, "data")), words(at(content, "message", "text"))
    if chat is None or message_id is None:
        return Pressed(press_id, person, data)
    return Pressed(press_id, person, data, chat, message_id, text)


def _membership(content: object) -> MembershipChanged:
    chat = _chat(at(content, "chat"))
    if chat is None:
        raise UnreadableUpdate("a change of a chat that it does not name")
    return MembershipChanged(chat, _person(at(content, "from")), at(content, "new_chat_member", "status") in GONE)


READERS: Mapping[str, Callable[[object], Incoming]] = {
    "message": _message,
    "edited_message": _edit,
    "callback_query": _press,
    "my_chat_member": _membership,
}


def _chat(value: object) -> Chat | None:
    """Of a type that cannot be read it is private when its id is a person's: those of other chats are below 0."""
    chat_id, kind = whole_number(at(value, "id")), at(value, "type")
    if chat_id is None:
        return None
    return Chat(chat_id, is_private=kind == "private" or (kind not in CHATS_OF_SEVERAL and chat_id > 0))


def _person(value: object) -> Person | None:
    person_id = whole_number(at(value, "id"))
    if person_id is None:
        return None
    return Person(person_id, words(at(value, "language_code"))[:35], is_bot=at(value, "is_bot") is True)


def _content(message: object, place: Place | None) -> Content:
    if any(at(message, name) is not None for name in SENT_BY_PEOPLE):
        return Content.UNREADABLE
    return Content.NOTHING if place is None else Content.PLACE


def _place(value: object) -> Place | None:
    latitude, longitude = _angle(at(value, "latitude"), 90), _angle(at(value, "longitude"), 180)
    return None if latitude is None or longitude is None else Place(latitude, longitude)


def _angle(value: object, largest: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value) if abs(value) <= largest else None


def _moment(value: object) -> datetime | None:
    seconds = whole_number(value)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
