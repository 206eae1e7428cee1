"""What the bot may do in the room: the checks and effects behind the Bot API's methods."""

from dataclasses import replace
from datetime import timedelta

from entrypoints.sandbox.bot_api.refusal import bad_request
from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.store import Store
from entrypoints.sandbox.bot_api.text.formatted_text import FormattedText
from entrypoints.sandbox.bot_api.text.keyboard import Keyboard

DELETABLE_FOR = timedelta(hours=48)
LONGEST_CALLBACK_ANSWER = 200

TelegramMessage = dict[str, object]


class BotSide:
    """Every act raises ``Refusal`` in Telegram's words; a refused act changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def post(
        self, chat_id: int, text: FormattedText, keyboard: Keyboard, *, reply_to: int | None = None
    ) -> TelegramMessage:
        chat = self._store.chats.open_to_the_bot(chat_id)
        message_id = self._store.chats.take_message_id()
        message = Message(message_id, self._store.unix_now(), True, text.as_content(), keyboard, reply_to)
        self._store.put(chat, message)
        self._store.log.accept(chat_id, message_id, text.text)
        return self._store.as_telegram(chat, message)

    def has_message(self, chat_id: int, message_id: int) -> bool:
        return message_id in self._store.chats.open_to_the_bot(chat_id).messages

    def edit_text(self, chat_id: int, message_id: int, text: FormattedText, keyboard: Keyboard) -> TelegramMessage:
        """Like in Telegram, an edit without a keyboard takes the keyboard away."""
        chat, old = self._editable(chat_id, message_id)
        is_text_edited = old.is_text_edited or text.as_content() != old.content
        new = replace(old, content=text.as_content(), keyboard=keyboard, is_text_edited=is_text_edited)
        return self._edit(chat, old, new)

    def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard) -> TelegramMessage:
        chat, old = self._editable(chat_id, message_id)
        return self._edit(chat, old, replace(old, keyboard=keyboard))

    def delete(self, chat_id: int, message_id: int) -> None:
        chat = self._store.chats.known_to_the_bot(chat_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to delete not found")
        if self._store.unix_now() - message.date > DELETABLE_FOR.total_seconds():
            raise bad_request("message can't be deleted for everyone")
        del chat.messages[message_id]
        self._store.changes.touch()
        self._store.changes.tell(chat_id, "deleted", message_id=message_id)

    def answer_callback(self, query_id: str, text: str, *, show_alert: bool) -> None:
        if len(text) > LONGEST_CALLBACK_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        query = self._store.callbacks.take(query_id)
        self._store.changes.tell(
            query.person_id, "callback_answer", query_id=query_id, text=text, show_alert=show_alert
        )

    def show_action(self, chat_id: int, action: str) -> None:
        self._store.chats.open_to_the_bot(chat_id)
        self._store.changes.tell(chat_id, "action", action=action)

    def _editable(self, chat_id: int, message_id: int) -> tuple[Chat, Message]:
        chat = self._store.chats.open_to_the_bot(chat_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return chat, message

    def _edit(self, chat: Chat, old: Message, new: Message) -> TelegramMessage:
        if new == old:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        edited = replace(new, edit_date=self._store.unix_now())
        self._store.put(chat, edited)
        return self._store.as_telegram(chat, edited)
