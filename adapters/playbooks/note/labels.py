"""Notes written as a form: "Name: Anna Kowalska", one label to a line or several."""

import re
import unicodedata
from collections.abc import Iterator

from adapters.playbooks.note.words import NoteWords

MAX_VALUE_LENGTH = 80
"""Characters. A longer value is a sentence, and no name."""

_LABELS = {
    "name": "name|full name|contact name|contact person|fn|ім'я|імʼя|ім’я|піб|имя|фио|ansprechpartner|nombre",
    "company": "company|organisation|organization|org|компанія|компания|фірма|фирма|firma|unternehmen|empresa|compañía",
    "role": "role|title|job title|position|посада|должность|роль|rolle|funktion|cargo|puesto",
    "event": "event|met at|подія|захід|мероприятие|veranstaltung|evento",
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_EMPTY = frozenset(("", "-", "–", "—", "?", "??", "???", "n/a", "na", "none", "unknown", "tbd", "no", "нет", "немає"))

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# No piece can share a character with the next, and the bound keeps a line without separators from being one piece.
_PIECE = re.compile(r"[^,;|]{1,400}")


def find_labelled(words: NoteWords) -> dict[str, str]:
    """Values by field (``name``, ``company``, ``role``, ``event``), as typed; of two alike the first counts."""
    found: dict[str, str] = {}
    for line in words.note.splitlines():
        for field, value in _fields(line):
            found.setdefault(field, value)
    return {field: value for field, value in found.items() if _is_sayable(value)}


def _fields(line: str) -> Iterator[tuple[str, str]]:
    """A value reaches to the next label or the line's end, so that "Company: Acme, Inc" keeps its comma."""
    field, start = None, 0
    for piece in _PIECE.finditer(line):
        label, colon, value = piece[0].partition(":")
        if not colon:
            continue
        if field:
            yield field, _trimmed(line[start : piece.start()])
        field, start = _FIELD_OF.get(_plain(label)), piece.end() - len(value)
    if field:
        yield field, _trimmed(line[start:])


def _trimmed(value: str) -> str:
    return value.strip(" \t\xa0,;|")


def _plain(label: str) -> str:
    """Without the emoji, stars or dashes around it."""
    start, end = 0, len(label)
    while start < end and not label[start].isalpha():
        start += 1
    while end > start and not label[end - 1].isalpha():
        end -= 1
    return label[start:end].casefold()


def _is_sayable(value: str) -> bool:
    """Short, not a mark for "unknown", and free of characters that turn the text around them."""
    if len(value) > MAX_VALUE_LENGTH or value.casefold() in _EMPTY:
        return False
    return not any(mark in _TURNING or unicodedata.category(mark) in {"Cc", "Cs"} for mark in value)
