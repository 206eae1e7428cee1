"""Everything a room holds: the methods of the bot and the acts of persons change it."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from entrypoints.sandbox.bot_api.store.callback_queries import CallbackQueries
from entrypoints.sandbox.bot_api.store.changes import Changes
from entrypoints.sandbox.bot_api.store.chats import Chat, Chats
from entrypoints.sandbox.bot_api.store.commands import Commands
from entrypoints.sandbox.bot_api.store.files import Files
from entrypoints.sandbox.bot_api.store.messages import AcceptedMessage, Message, as_telegram_message
from entrypoints.sandbox.bot_api.store.profile import BotProfile
from entrypoints.sandbox.bot_api.store.update_queue import UpdateQueue


class Store:
    """``now`` is the sandbox's clock (aware), ``monotonic`` real seconds; ``folder`` is for files, or None.

    ``calls`` counts every call by method, refused calls too; ``accepted`` lists each accepted sendMessage in order.
    Both start empty with every server.
    """

    def __init__(
        self,
        bot: BotProfile,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        folder: Path | None = None,
    ) -> None:
        self.bot = bot
        self.now = now
        self.chats = Chats()
        # The clock, not 1: a bot that remembers update ids must not take a new room's first ones for repeats.
        self.updates = UpdateQueue(first_id=int(now().timestamp()))
        self.callbacks = CallbackQueries(monotonic)
        self.files = Files(folder)
        self.commands = Commands()
        self.changes = Changes()
        self.calls: Counter[str] = Counter()
        self.accepted: list[AcceptedMessage] = []

    def unix_now(self) -> int:
        return int(self.now().timestamp())

    def put(self, chat: Chat, message: Message) -> None:
        """Keep a new or edited message, and show it to the open pages."""
        chat.messages[message.message_id] = message
        self.changes.touch()
        self.changes.tell(chat.person.id, "message", message=self.shown_to_person(chat, message))

    def as_telegram(self, chat: Chat, message: Message) -> dict[str, object]:
        replied = chat.messages.get(message.reply_to) if message.reply_to else None
        return as_telegram_message(message, chat.person, self.bot, replied)

    def shown_to_person(self, chat: Chat, message: Message) -> dict[str, object]:
        """Return the Bot API's message with the fields for a person's client: whose it is, and if it was edited.

        Telegram sets ``edit_date`` for a new keyboard too, but shows "edited" for a new text only.
        """
        seen = {"from_bot": message.from_bot, "is_text_edited": message.is_text_edited}
        return {**self.as_telegram(chat, message), **seen}
