"""Outcomes of a call to Telegram, as far as the evidence goes."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """No byte of the request was written: trying again cannot duplicate anything."""

    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """We did not hand it over, for a reason of our own that has nothing to do with this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """Telegram refused for now (429): for all chats, unless others are let through meanwhile."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message (400, 413)."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatUnreachable:
    """Telegram will take no message for this chat (403): its person has blocked us, or is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The chat has another id now; nothing was sent."""

    to: int


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """Telegram will take no message from this program until a person repairs it (401, 404, 409)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """The request was handed over, and whether it was taken is not known."""

    reason: str


Outcome = Sent | NotSent | Withheld | Throttled | Rejected | ChatUnreachable | ChatMoved | Misconfigured | Unconfirmed
