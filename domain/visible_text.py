"""Text in which every character can be seen, so that the words around it stay where they are."""

import unicodedata

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of all text after them, and those that mark one (Unicode, annex 9)."""


def visible(text: str) -> str:
    """On one line: without control characters and directions; spaces, also line ends, become one space."""
    kept = "".join(" " if one.isspace() else one for one in text if one.isspace() or not _is_hidden(one))
    return " ".join(kept.split())


def _is_hidden(character: str) -> bool:
    return character in DIRECTIONS or unicodedata.category(character) == "Cc"
