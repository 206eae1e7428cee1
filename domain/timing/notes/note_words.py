"""The words of a note with their places, folded as the timing lexicon is."""

import re
from dataclasses import dataclass

from domain.timing.lexicon import folded
from domain.timing.notes.time_words import ABBREVIATED

_LATIN = "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isalpha())
_FOLDING = str.maketrans(
    {
        **{letter: folded(letter) for letter in _LATIN if letter not in "ßæœ"},
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ё": "е",
    }
)
_WORD = re.compile(r"[^\W_]{1,64}(?:['.:/][^\W_]{1,64}|(?<=\d)-[^\W\d_]{1,3}(?![^\W_])){0,6}")
_NO_TIME = re.compile(
    r"""
      [^\s@]{1,64}@[^\s@]{1,255} | (?:https?://|www\.)\S{1,500}                    # addresses
    | (?:tel|phone|mob|mobile|fax|тел|моб)[.:]{1,2}\s?[+\d][\d\s().-]{4,24}
    | \+\d[\d\s()/.-]{6,24}\d | \(?\b0\d{2,5}\)?[\s/-]{0,3}\d[\d\s-]{4,16}\d    # phones
    | \b\d{3}-\d{4}\b | \b\d{8,20}\b
    | [$€£₴₽]\s?\d[\d.,\s]{0,15}k?                                                 # prices
    | \b\d[\d.,]{0,15}\s?(?:[$€£₴₽%]|(?:k|m|mio|eur|euros?|usd|uah|грн|руб|pln|тыс|тис)\b)
    | \b(?:24/7|7/24|24x7|9/11|50/50|1:1|1/1)\b
    """,
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[\n\r!?;|…•]")
_DAY = re.compile(r"\d{1,4}|\d{1,2}\.\d{1,2}")
_CLAUSE_END = re.compile(r"[,()]| - ")


@dataclass(frozen=True, slots=True)
class NoteWord:
    """``text`` is folded. ``ends_sentence``: the next word is of another sentence; ``ends_clause``: or of another
    clause. ``is_apart``: part of an address, a phone number or a price, so of no time."""

    first: int
    after: int
    text: str
    gap: str = ""
    ends_sentence: bool = True
    is_apart: bool = False
    is_capital: bool = False

    @property
    def ends_clause(self) -> bool:
        return self.ends_sentence or (self.gap != " " and bool(_CLAUSE_END.search(self.gap)))


def note_words(text: str) -> list[NoteWord]:
    plain = _lower(text).translate(_FOLDING)
    found = list(_WORD.finditer(plain))
    apart = _places_apart(plain)
    following = (*found[1:], None)
    return [_word(text, plain, match, after, apart) for match, after in zip(found, following, strict=False)]


def _lower(text: str) -> str:
    """As long as ``text``: "İ" alone would become two characters."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _word(text: str, plain: str, match: re.Match[str], following: re.Match[str] | None, apart: bytearray) -> NoteWord:
    gap = plain[match.end() : following.start()] if following else "\n"
    word = match[0].replace("ß", "ss")
    is_apart, is_capital = bool(apart[match.start()]), text[match.start()].isupper()
    return NoteWord(match.start(), match.end(), word, gap, _ends_sentence(word, gap), is_apart, is_capital)


def _places_apart(plain: str) -> bytearray:
    apart = bytearray(len(plain))
    for match in _NO_TIME.finditer(plain):
        apart[match.start() : match.end()] = b"\1" * len(match[0])
    return apart


def _ends_sentence(word: str, gap: str) -> bool:
    """A full stop is none after a day of the month ("am 15. um 10") and after a word that may be cut ("Dec. 14")."""
    if gap == " ":
        return False
    if _SENTENCE_END.search(gap):
        return True
    return "." in gap and not is_day(word) and word not in ABBREVIATED


def is_day(word: str) -> bool:
    """ "15" and "15.12", behind which a full stop belongs to the date."""
    return bool(_DAY.fullmatch(word))
