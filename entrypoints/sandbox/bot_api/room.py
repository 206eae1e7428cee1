"""The room in which persons and the bot meet: the way in for tests and for the page."""

from collections import Counter
from collections.abc import Sequence

from entrypoints.sandbox.bot_api.bot_side import BotSide
from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.call_log import AcceptedMessage
from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.bot_api.store.store import Store


class Room:
    """``bot`` acts for the bot, ``person(id)`` for each person; ``store`` is what both act on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.bot = BotSide(store)

    def add_person(self, profile: Profile, *, has_started: bool = False) -> Person:
        """Let somebody in, or come back. Until they have started the chat the bot cannot write to them."""
        if not self.store.chats.has(profile.id):
            self.store.chats.add(Chat(profile, has_started=has_started))
            self.store.changes.touch()
        return self.person(profile.id)

    def person(self, person_id: int) -> Person:
        """Raises ``KeyError`` for somebody who is not in this room."""
        return Person(self.store, self.store.chats.of(person_id))

    @property
    def people(self) -> list[Profile]:
        return [chat.person for chat in self.store.chats]

    @property
    def accepted(self) -> Sequence[AcceptedMessage]:
        """Every sendMessage that was accepted since the server started, in order; never shortened."""
        return self.store.log.accepted

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called since the server started, refused calls included."""
        return self.store.log.counts
