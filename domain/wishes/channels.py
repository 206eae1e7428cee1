"""Which channels a note rules out: "no e-mail!", "не писать", "bitte nicht anrufen", "phone only"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.timing.notes.note_words import NoteWord, note_words
from domain.timing.notes.phrases import Phrases
from domain.timing.notes.time_words import AFTER, BEFORE, UNTIL, is_number
from domain.timing.notes.time_words import NAMES as NAMES_OF_TIME
from domain.wishes.words import NAMES, PARTS, Part

CHANNELS = frozenset({"email", "phone", "linkedin", "telegram"})
_CODES: Mapping[Part | str, str] = {
    "email": "e",
    "phone": "p",
    "linkedin": "l",
    "telegram": "t",
    Part.WRITING: "w",
    Part.DENIAL: "d",
    Part.LACK: "k",
    Part.ONLY: "o",
    Part.FILLER: "f",
}
_BOUNDS = AFTER | BEFORE | UNTIL
_TIME, _OTHER = "T", "x"
_RULED_OUT = {"e": {"email"}, "p": {"phone"}, "l": {"linkedin"}, "t": {"telegram"}}
_WRITTEN = CHANNELS - {"phone"}
_LISTED = "(?:w(?:f{0,4}[elt])?|[eplt])"
_LIST = f"(?P<list>{_LISTED}(?:(?:f{{1,4}}d?f{{0,4}}|d){_LISTED}){{0,4}})"
_DENIED = (
    re.compile("(?P<list>[elt])f{0,3}dw"),  # "на почту не писать"
    re.compile(f"d(?<!kd)f{{0,5}}{_LIST}(?!f{{0,3}}k)"),
    re.compile(f"{_LIST}f{{0,3}}df{{0,2}}$"),  # "per Mail bitte nicht"
)
_ALONE = (re.compile(f"(?:^|[^k])of{{0,3}}{_LIST}f{{0,2}}$"), re.compile(f"{_LIST}f{{0,2}}o$"))


def _entries() -> Iterator[tuple[str, Part | str]]:
    for parts in PARTS.values():
        yield from ((phrases, part) for part, phrases in parts.items())
    for names in NAMES.values():
        yield from ((phrases, name) for name, phrases in names.items())


_PHRASES = Phrases(_entries())


def unwanted_channels(text: str) -> frozenset[str]:
    """A wish for a while, as "don't call before Monday", rules out none. "Do not write" is of all that is written."""
    return frozenset(channel for clause in _clauses(note_words(text)) for channel in _ruled_out(clause))


def _clauses(words: Sequence[NoteWord]) -> Iterator[str]:
    """A character for each phrase; a clause that names a time rules out nothing."""
    codes = ""
    at = 0
    while at < len(words):
        length, code = _code(words, at)
        codes += code
        at += length
        if words[at - 1].ends_clause:
            if _TIME not in codes:
                yield codes
            codes = ""


def _code(words: Sequence[NoteWord], at: int) -> tuple[int, str]:
    if found := None if words[at].is_apart else _PHRASES.at(words, at):
        length, meaning = found
        return length, _CODES[meaning]
    word = words[at].text
    return 1, _TIME if word in NAMES_OF_TIME or is_number(word) or word in _BOUNDS else _OTHER


def _ruled_out(clause: str) -> Iterator[str]:
    for pattern in _DENIED:
        if match := pattern.search(clause):
            yield from _channels(match["list"])
            break
    for pattern in _ALONE:
        if match := pattern.search(clause):
            yield from CHANNELS - _channels(match["list"])


def _channels(codes: str) -> frozenset[str]:
    named = frozenset(channel for code in codes for channel in _RULED_OUT.get(code, ()))
    is_any_writing = re.search("w(?!f{0,4}[elt])", codes)
    return named | _WRITTEN if is_any_writing else named
