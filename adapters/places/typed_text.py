"""Typed text, made comparable with names."""

import re
import unicodedata

LONGEST_NAME = 100
BETWEEN_NAMES, BETWEEN_CITIES = "\x1f", "\x1e"
"""Folding keeps these, so that a whole gazetteer can be folded in one go: name by name it takes ten times as long."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_PUNCTUATION = re.compile(rf"[^\w{BETWEEN_NAMES}{BETWEEN_CITIES}]+")
_BLANKS_AT_ENDS = re.compile(rf" *([{BETWEEN_NAMES}{BETWEEN_CITIES}]) *")


def readable(text: str) -> str:
    """With single spaces; empty for a text that cannot be a name, such as a page of text or control characters."""
    if len(text) > LONGEST_NAME:
        return ""
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else ""


def folded(text: str) -> str:
    """Without case, accents and punctuation: ``São Tomé`` and ``sao-tome`` are the same."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _BLANKS_AT_ENDS.sub(r"\1", _PUNCTUATION.sub(" ", bare)).strip(" ")
