"""The Bot API's methods about messages: a call's parameters in, the answer's `result` out."""

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.text.formatted_text import FormattedText, formatted_text
from entrypoints.sandbox.bot_api.text.keyboard import Keyboard, inline_keyboard


async def send_message(room: Room, given: Parameters) -> object:
    chat_id = given.integer("chat_id")
    reply_to = _replied(room, chat_id, given)
    return room.bot.post(chat_id, _text(given), _keyboard(given), reply_to=reply_to)


async def edit_message_text(room: Room, given: Parameters) -> object:
    chat_id, message_id = _which(given)
    return room.bot.edit_text(chat_id, message_id, _text(given), _keyboard(given))


async def edit_message_reply_markup(room: Room, given: Parameters) -> object:
    chat_id, message_id = _which(given)
    return room.bot.edit_keyboard(chat_id, message_id, _keyboard(given))


async def delete_message(room: Room, given: Parameters) -> object:
    room.bot.delete(*_which(given))
    return True


async def answer_callback_query(room: Room, given: Parameters) -> object:
    room.bot.answer_callback(given.text("callback_query_id"), given.text("text"), show_alert=given.flag("show_alert"))
    return True


async def send_chat_action(room: Room, given: Parameters) -> object:
    action = given.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    room.bot.show_action(given.integer("chat_id"), action)
    return True


def _which(given: Parameters) -> tuple[int, int]:
    return given.integer("chat_id"), given.integer("message_id")


def _text(given: Parameters) -> FormattedText:
    return formatted_text(given.text("text"), given.array("entities"))


def _keyboard(given: Parameters) -> Keyboard:
    return inline_keyboard(given.table("reply_markup"))


def _replied(room: Room, chat_id: int, given: Parameters) -> int | None:
    wanted = Parameters("reply_parameters", given.table("reply_parameters") or {})
    for name in ("chat_id", "quote", "quote_parse_mode", "quote_entities", "checklist_task_id"):
        if wanted.has(name):
            raise not_modelled(f"reply_parameters with {name}")
    if not wanted.has("message_id"):
        return None
    message_id = wanted.integer("message_id")
    if room.bot.has_message(chat_id, message_id):
        return message_id
    if wanted.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
