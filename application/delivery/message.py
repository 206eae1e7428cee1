"""A message as Leadbell means it: styled spans and buttons. The adapter turns it into Telegram's entities."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """``text`` arrives as typed, whatever markup it seems to hold."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Button:
    """``data`` is at most 64 bytes of ASCII; it comes back when the button is pressed."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Message:
    """``buttons`` are rows from top to bottom."""

    spans: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def say(text: str) -> Message:
    """A message of one plain text."""
    return Message((Span(text),))
