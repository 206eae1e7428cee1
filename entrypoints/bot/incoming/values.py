"""Messages, edits, presses and changes of membership."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Person:
    """``language`` is that of their Telegram, empty when it does not say."""

    id: int
    language: str = ""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    id: int
    is_private: bool


@dataclass(frozen=True, slots=True)
class Place:
    latitude: float
    longitude: float


class Content(Enum):
    """Beside words: a place; a picture, voice or another thing that Leadbell cannot read yet; or nothing that a person
    sends, as the word of Telegram that a message was pinned."""

    NOTHING = auto()
    PLACE = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that a message replies to; ``buttons`` is what its buttons carry."""

    message_id: int
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A message. ``words`` are its text or caption, empty without; the photos of an album have one ``album``."""

    chat: Chat
    person: Person | None
    message_id: int
    sent_at: datetime | None
    words: str = ""
    content: Content = Content.NOTHING
    place: Place | None = None
    is_forwarded: bool = False
    album: str = ""
    replies_to: Replied | None = None

    @property
    def is_spoken(self) -> bool:
        """By a person; all else is Telegram's own word about the chat."""
        return bool(self.words) or self.content is not Content.NOTHING


@dataclass(frozen=True, slots=True)
class Edited:
    """A message as it is now: Telegram also says so of a reaction."""

    message: Sent


@dataclass(frozen=True, slots=True)
class Pressed:
    """``chat`` is None, and so is ``message_id``, when Telegram does not show the message; ``text`` is its text."""

    id: str
    person: Person
    data: str
    chat: Chat | None = None
    message_id: int | None = None
    text: str = ""

    @property
    def chat_id(self) -> int:
        return self.chat.id if self.chat else self.person.id


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """The bot may or may not write to the chat from now on."""

    chat: Chat
    person: Person | None
    is_gone: bool


Incoming = Sent | Edited | Pressed | MembershipChanged
