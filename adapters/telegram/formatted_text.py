"""A message's spans as Telegram wants them: one text, and entities measured in UTF-16 units. Never a parse mode."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import MessageEntity
from aiogram.utils.formatting import Bold, Code, Italic, Text

from application.delivery.message import Span, Style

LONGEST_TEXT = 4096
LONGEST_NOTICE = 200
ELLIPSIS = "…"

STYLES: dict[Style, type[Text]] = {Style.PLAIN: Text, Style.BOLD: Bold, Style.ITALIC: Italic, Style.CODE: Code}


def formatted(spans: Sequence[Span]) -> tuple[str, list[MessageEntity]]:
    """Text and entities, cut to what fits into one message."""
    fitting = _clipped([replace(span, text=_well_formed(span.text)) for span in spans], limit=LONGEST_TEXT)
    return Text(*(STYLES[span.style](span.text) for span in fitting if span.text)).render()


def plain_notice(text: str) -> str:
    """The words that show up for a moment when a button is pressed; they are shorter and have no entities."""
    return "".join(span.text for span in _clipped([Span(_well_formed(text))], limit=LONGEST_NOTICE))


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _clipped(spans: Sequence[Span], *, limit: int) -> Sequence[Span]:
    """The spans' first ``limit`` UTF-16 units; what was cut ends with an ellipsis."""
    if sum(utf16_length(span.text) for span in spans) <= limit:
        return spans
    kept: list[Span] = []
    room = limit - utf16_length(ELLIPSIS)
    for span in spans:
        text = _first_units(span.text, room)
        kept.append(replace(span, text=text))
        room -= utf16_length(text)
        if text != span.text:
            break
    return [*kept, Span(ELLIPSIS)]


def _first_units(text: str, units: int) -> str:
    """Half of a surrogate pair at the end is dropped."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _well_formed(text: str) -> str:
    """Language models and JSON can give lone surrogates, which no encoder takes; they become U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
