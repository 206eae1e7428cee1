"""The private chats of the bot, each with its messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from entrypoints.sandbox.bot_api.refusal import bad_request, blocked_by_the_user
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.profile import Profile


@dataclass(slots=True)
class Chat:
    """One person's conversation; a bot may write only after the person has written first."""

    person: Profile
    has_started: bool = False
    is_blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)


class Chats:
    """All chats by person id. Message ids are given out once for the whole bot and grow by one."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self.next_message_id = 1

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._chats.values())

    def add(self, chat: Chat) -> None:
        self._chats[chat.person.id] = chat

    @property
    def people(self) -> list[Profile]:
        return [chat.person for chat in self]

    def of(self, person_id: int) -> Chat:
        """Raise ``KeyError`` for a person who is not in this room."""
        return self._chats[person_id]

    def has(self, person_id: int) -> bool:
        return person_id in self._chats

    def known_to_the_bot(self, chat_id: int) -> Chat:
        """Raise ``Refusal``: chat not found."""
        chat = self._chats.get(chat_id)
        if chat is None or not chat.has_started:
            raise bad_request("chat not found")
        return chat

    def open_to_the_bot(self, chat_id: int) -> Chat:
        """Raise ``Refusal``: chat not found, or blocked by the user."""
        chat = self.known_to_the_bot(chat_id)
        if chat.is_blocked:
            raise blocked_by_the_user()
        return chat

    def take_message_id(self) -> int:
        self.next_message_id += 1
        return self.next_message_id - 1
