"""A person in the room: everything that a person can do in a private chat with a bot."""

import base64

from entrypoints.sandbox.bot_api.store.callback_queries import CallbackQuery
from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.bot_api.store.store import Store
from entrypoints.sandbox.bot_api.text.formatted_text import formatted_text

# The picture behind every sandbox sticker, which is told apart by its emoji.
STICKER_WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


class CannotDo(Exception):
    """A client would not let this person do that; the text says why."""


class Person:
    """Writes, presses and blocks; every act becomes the update that Telegram would make of it.

    The first thing a person says starts the chat. Acts raise ``CannotDo``, and ``Refusal`` for text that Telegram
    would not take either (empty, longer than 4096 UTF-16 units).
    """

    def __init__(self, store: Store, chat: Chat) -> None:
        self._store = store
        self._chat = chat

    @property
    def profile(self) -> Profile:
        return self._chat.person

    @property
    def messages(self) -> list[Message]:
        """The conversation, oldest first, as it is now: edited, and without what was deleted."""
        return list(self._chat.messages.values())

    def say(self, text: str, *, reply_to: int | None = None) -> Message:
        return self._send(formatted_text(text).as_content(), reply_to)

    def send_sticker(self, emoji: str) -> Message:
        file = self._store.files.keep(STICKER_WEBP, kind="stickers", extension="webp", mime_type="image/webp")
        flags = {"type": "regular", "is_animated": False, "is_video": False}
        return self._send({"sticker": {**file.reference(), **flags, "width": 512, "height": 512, "emoji": emoji}})

    def send_contact(self, phone_number: str, first_name: str, last_name: str = "") -> Message:
        if not phone_number or not first_name:
            raise CannotDo("A contact has a phone number and a first name.")
        surname = {"last_name": last_name} if last_name else {}
        return self._send({"contact": {"phone_number": phone_number, "first_name": first_name, **surname}})

    def send_location(self, latitude: float, longitude: float) -> Message:
        """In degrees."""
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise CannotDo("A latitude is between -90 and 90 degrees, a longitude between -180 and 180.")
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def send_photo(
        self, jpeg: bytes, *, width: int = 90, height: int = 90, caption: str = "", album: str = ""
    ) -> Message:
        """Photos of one ``album`` arrive as separate messages with the same ``media_group_id``."""
        file = self._store.files.keep(jpeg, kind="photos", extension="jpg", mime_type="image/jpeg")
        group = {"media_group_id": album} if album else {}
        photo = [{**file.reference(), "width": width, "height": height}]
        return self._send({"photo": photo, **group, **_caption(caption)})

    def send_voice(self, content: bytes, *, seconds: int = 1, mime_type: str = "audio/ogg") -> Message:
        file = self._store.files.keep(content, kind="voice", extension="oga", mime_type=mime_type)
        return self._send({"voice": {**file.reference(), "duration": seconds, "mime_type": mime_type}})

    def press(self, message_id: int, data: str) -> CallbackQuery:
        """Press the button of that message with that callback data."""
        message = self._chat.messages.get(message_id)
        if message is None or not message.has_button(data):
            raise CannotDo("That message has no such button any more.")
        self._refuse_if_blocking()
        query = self._store.callbacks.open(self.profile.id, message_id, data)
        self._store.updates.add("callback_query", self._as_telegram_query(query, message))
        self._store.changes.touch()
        return query

    def block(self) -> None:
        self._set_blocking(True)

    def unblock(self) -> None:
        self._set_blocking(False)

    def _send(self, content: dict[str, object], reply_to: int | None = None) -> Message:
        self._refuse_if_blocking()
        self._chat.has_started = True
        message_id = self._store.chats.take_message_id()
        message = Message(message_id, self._store.unix_now(), False, content, reply_to=reply_to)
        self._store.put(self._chat, message)
        self._store.updates.add("message", self._store.as_telegram(self._chat, message))
        return message

    def _refuse_if_blocking(self) -> None:
        if self._chat.is_blocked:
            raise CannotDo("You have blocked the bot. Unblock it first.")

    def _as_telegram_query(self, query: CallbackQuery, message: Message) -> dict[str, object]:
        return {
            "id": query.query_id,
            "from": self.profile.as_user(),
            "message": self._store.as_telegram(self._chat, message),
            "chat_instance": str(self._store.bot.id * 1_000_003 + self.profile.id),
            "data": query.data,
        }

    def _set_blocking(self, blocks: bool) -> None:
        if self._chat.is_blocked == blocks:
            return
        self._chat.is_blocked = blocks
        if self._chat.has_started:
            self._store.updates.add("my_chat_member", self._as_telegram_membership(blocks))
        self._store.changes.touch()
        self._store.changes.tell(self.profile.id, "blocked", blocked=blocks)

    def _as_telegram_membership(self, blocks: bool) -> dict[str, object]:
        user = self._store.bot.as_user()
        member, kicked = {"status": "member", "user": user}, {"status": "kicked", "user": user, "until_date": 0}
        return {
            "chat": self.profile.as_chat(),
            "from": self.profile.as_user(),
            "date": self._store.unix_now(),
            "old_chat_member": member if blocks else kicked,
            "new_chat_member": kicked if blocks else member,
        }


def _caption(text: str) -> dict[str, object]:
    if not text.strip():
        return {}
    written = formatted_text(text)
    entities = {"caption_entities": written.entities} if written.entities else {}
    return {"caption": written.text, **entities}
