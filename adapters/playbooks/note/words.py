"""A note taken apart into words that know where they stand, so that each find is quoted as typed.

Everything here is one pass over the text. Words are found by splitting, not by patterns: nothing can backtrack.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_WORD = 40
"""Characters. A longer word is none of a name."""

LONGEST_GAP = 8
"""Characters between two words that still belong together, as in ``Smith** – CTO``."""

_HARD = frozenset(".;:!?\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029…•|")
_NAME_MARKS = "'’-."


@dataclass(frozen=True, slots=True)
class Word:
    """Without the punctuation around it: ``note[start:end]`` is ``text``. ``key`` is for comparing."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper() and len(self.text) <= LONGEST_WORD

    @property
    def is_name_like(self) -> bool:
        """Capitalised, and of letters with the marks that names have between them."""
        return (
            self.is_capitalised
            and all(mark in _NAME_MARKS or mark.isalpha() or unicodedata.combining(mark) for mark in self.text)
            and not self.key.endswith(("'s", "’s"))
        )

    @property
    def is_brand_like(self) -> bool:
        """Acme, 3M, eBay, Booking.com: an upper case letter or a digit with letters somewhere, and no address."""
        if len(self.text) > LONGEST_WORD or any(mark in self.text for mark in "@/\\:,;()[]{}<>*_"):
            return False
        return any(mark.isupper() for mark in self.text)


@dataclass(frozen=True, slots=True)
class NoteWords:
    note: str
    words: Sequence[Word]

    @classmethod
    def of(cls, note: str) -> "NoteWords":
        return cls(note, tuple(_words(note)))

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def key(self, index: int) -> str:
        """To compare with; empty beyond either end."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def slice(self, first: int, after: int) -> str:
        """As typed, from word ``first`` to the one before ``after``."""
        return self.note[self.words[first].start : self.words[after - 1].end]

    def gap(self, index: int) -> str:
        """The text before word ``index``; a new line when that is long. The note's ends are new lines too."""
        start = self.words[index - 1].end if 0 < index <= len(self.words) else 0
        end = self.words[index].start if index < len(self.words) else start + LONGEST_GAP
        text = self.note[start:end] if end - start <= LONGEST_GAP else "\n"
        return text if 0 < index < len(self.words) else f"\n{text}" if index == 0 else f"{text}\n"

    def is_joined(self, index: int) -> bool:
        """Only a space or two between word ``index`` and the one before it."""
        gap = self.gap(index)
        return not gap.strip(" \t\xa0")

    def goes_on(self, index: int) -> bool:
        """No full stop or new line before word ``index``."""
        return not _HARD.intersection(self.gap(index))


def _words(note: str) -> Iterator[Word]:
    at = 0
    for raw in note.split():
        at = note.index(raw, at)
        first = next((index for index, mark in enumerate(raw) if not _is_punctuation(mark)), None)
        if first is not None:
            last = next(index for index in range(len(raw) - 1, -1, -1) if not _is_punctuation(raw[index]))
            text = raw[first : last + 1]
            yield Word(text, text.casefold(), at + first, at + last + 1)
        at += len(raw)


def _is_punctuation(mark: str) -> bool:
    """Also symbols and emoji with their joiners. Vowel signs (categories Mn, Mc) belong to their word."""
    return unicodedata.category(mark)[0] in "PSC" or mark in "\ufe0f\ufe0e\u20e3"
