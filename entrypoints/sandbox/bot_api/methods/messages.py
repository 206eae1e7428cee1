"""The Bot API's methods about messages. A refused call changes nothing."""

from dataclasses import replace
from datetime import timedelta

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled
from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.messages import AcceptedMessage, Message
from entrypoints.sandbox.bot_api.store.store import Store
from entrypoints.sandbox.bot_api.text.formatted_text import FormattedText, formatted_text
from entrypoints.sandbox.bot_api.text.keyboard import Keyboard, inline_keyboard

DELETABLE_FOR = timedelta(hours=48)
LONGEST_CALLBACK_ANSWER = 200


async def send_message(store: Store, given: Parameters) -> object:
    chat_id = given.integer("chat_id")
    reply_to, text, keyboard = _replied(store, chat_id, given), _text(given), _keyboard(given)
    chat = store.chats.open_to_the_bot(chat_id)
    message_id = store.chats.take_message_id()
    message = Message(message_id, store.unix_now(), True, text.as_content(), keyboard, reply_to)
    store.put(chat, message)
    store.accepted.append(AcceptedMessage(chat_id, message_id, text.text))
    return store.as_telegram(chat, message)


async def edit_message_text(store: Store, given: Parameters) -> object:
    """Like in Telegram, an edit without a keyboard takes the keyboard away."""
    content, keyboard = _text(given).as_content(), _keyboard(given)
    chat, old = _editable(store, given)
    is_text_edited = old.is_text_edited or content != old.content
    return _edit(store, chat, old, replace(old, content=content, keyboard=keyboard, is_text_edited=is_text_edited))


async def edit_message_reply_markup(store: Store, given: Parameters) -> object:
    keyboard = _keyboard(given)
    chat, old = _editable(store, given)
    return _edit(store, chat, old, replace(old, keyboard=keyboard))


async def delete_message(store: Store, given: Parameters) -> object:
    chat = store.chats.known_to_the_bot(given.integer("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if store.unix_now() - message.date > DELETABLE_FOR.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message.message_id]
    store.changes.touch()
    store.changes.tell(chat.person.id, "deleted", message_id=message.message_id)
    return True


async def answer_callback_query(store: Store, given: Parameters) -> object:
    text = given.text("text")
    if len(text) > LONGEST_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = store.callbacks.take(given.text("callback_query_id"))
    answer = {"query_id": query.query_id, "text": text, "show_alert": given.flag("show_alert")}
    store.changes.tell(query.person_id, "callback_answer", **answer)
    return True


async def send_chat_action(store: Store, given: Parameters) -> object:
    action = given.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    chat = store.chats.open_to_the_bot(given.integer("chat_id"))
    store.changes.tell(chat.person.id, "action", action=action)
    return True


def _text(given: Parameters) -> FormattedText:
    return formatted_text(given.text("text"), given.array("entities"))


def _keyboard(given: Parameters) -> Keyboard:
    return inline_keyboard(given.table("reply_markup"))


def _editable(store: Store, given: Parameters) -> tuple[Chat, Message]:
    chat = store.chats.open_to_the_bot(given.integer("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(store: Store, chat: Chat, old: Message, new: Message) -> dict[str, object]:
    if new == old:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    edited = replace(new, edit_date=store.unix_now())
    store.put(chat, edited)
    return store.as_telegram(chat, edited)


def _replied(store: Store, chat_id: int, given: Parameters) -> int | None:
    wanted = Parameters("reply_parameters", given.table("reply_parameters") or {})
    for name in ("chat_id", "quote", "quote_parse_mode", "quote_entities", "checklist_task_id"):
        if wanted.has(name):
            raise not_modelled(f"reply_parameters with {name}")
    if not wanted.has("message_id"):
        return None
    message_id = wanted.integer("message_id")
    if message_id in store.chats.open_to_the_bot(chat_id).messages:
        return message_id
    if wanted.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
