"""What a person does, as the update that the Bot API makes of it. The server gives it its ``update_id``."""

import itertools
import time
from collections.abc import Mapping

_message_ids = itertools.count(1_000_000)  # far from those that the server gives to the bot's own messages


def said(chat_id: int, text: str) -> Mapping[str, object]:
    """A message of a person in their own chat."""
    return {"message": {**_message(chat_id, next(_message_ids), text), "from": _person(chat_id)}}


def pressed(chat_id: int, message_id: int, data: str, *, press_id: str) -> Mapping[str, object]:
    """A press on a button of the bot's message ``message_id``."""
    message = _message(chat_id, message_id, "x")
    press = {"id": press_id, "from": _person(chat_id), "message": message, "chat_instance": "1", "data": data}
    return {"callback_query": press}


def _message(chat_id: int, message_id: int, text: str) -> dict[str, object]:
    chat = {"id": chat_id, "type": "private", "first_name": "Ann"}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat, "text": text}


def _person(person_id: int) -> Mapping[str, object]:
    return {"id": person_id, "is_bot": False, "first_name": "Ann", "language_code": "en"}
