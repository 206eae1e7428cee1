"""The room in which persons and the bot meet: the way in for tests and for the page."""

from collections import Counter
from collections.abc import Sequence

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.chats import Chat
from entrypoints.sandbox.bot_api.store.messages import AcceptedMessage
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.bot_api.store.store import Store


class Room:
    def __init__(self, store: Store) -> None:
        self.store = store

    def add_person(self, profile: Profile, *, has_started: bool = False) -> Person:
        """Let a person in, or come back. Until they have started the chat the bot cannot write to them."""
        if not self.store.chats.has(profile.id):
            self.store.chats.add(Chat(profile, has_started=has_started))
            self.store.changes.touch()
        return self.person(profile.id)

    def person(self, person_id: int) -> Person:
        """Raise ``KeyError`` for a person who is not in this room."""
        return Person(self.store, self.store.chats.of(person_id))

    @property
    def people(self) -> list[Profile]:
        return self.store.chats.people

    @property
    def accepted(self) -> Sequence[AcceptedMessage]:
        return self.store.accepted

    @property
    def calls(self) -> Counter[str]:
        return self.store.calls
