"""Entities that Telegram finds by itself in plain text: commands, links, addresses and names."""

import re

from entrypoints.sandbox.bot_api.text.utf16 import utf16_length

PATTERNS = {
    "url": re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]']"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}\b"),
}


def found_entities(text: str) -> list[dict[str, object]]:
    """Return the parts that a client makes tappable; where two readings overlap, the first kind above wins."""
    taken: list[range] = []
    found = []
    matches = ((kind, match) for kind, pattern in PATTERNS.items() for match in pattern.finditer(text))
    for kind, match in matches:
        if not any(match.start() < other.stop and other.start < match.end() for other in taken):
            taken.append(range(*match.span()))
            found.append(_entity(kind, text, match))
    return found


def _entity(kind: str, text: str, match: re.Match[str]) -> dict[str, object]:
    offset = utf16_length(text[: match.start()])
    return {"type": kind, "offset": offset, "length": utf16_length(match.group())}
