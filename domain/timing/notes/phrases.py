"""Phrases of listed words, looked up in the words of a note."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from domain.timing.lexicon import folded
from domain.timing.notes.note_words import NoteWord

Meaning = TypeVar("Meaning")
Phrase = tuple[str, ...]
_STEM = 3
"""Letters of the shortest stem: by them stems are looked up."""


def listed(phrases: str) -> Iterator[Phrase]:
    """Phrases with commas between them, folded as the words of a note are; "spoke*" is each word that begins so."""
    for phrase in phrases.split(","):
        plain = phrase.casefold().replace("ʼ", "'").replace("ё", "е")
        yield tuple(folded(word) for word in plain.split())


class Phrases(Generic[Meaning]):
    """Of equal phrases the later one counts."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self.meanings = {phrase: meaning for phrases, meaning in entries for phrase in listed(phrases)}
        self._by_first_word = _by_first_word(self.meanings)

    def at(self, words: Sequence[NoteWord], place: int) -> tuple[int, Meaning] | None:
        """How many words from ``place`` on are the longest phrase there, and its meaning."""
        word = words[place].text
        exact, stems = self._by_first_word.get(word, ()), self._by_first_word.get(word[:_STEM] + "*", ())
        fitting = [phrase for phrase in (*exact, *stems) if _fits(phrase, words, place)]
        if not fitting:
            return None
        phrase = max(fitting, key=len)
        return len(phrase), self.meanings[phrase]


def _by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    """Longer ones first; stems by the letters that each has."""
    index: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (len(phrase), len(phrase[0])), reverse=True):
        index[phrase[0][:_STEM] + "*" if phrase[0].endswith("*") else phrase[0]].append(phrase)
    return dict(index)


def _fits(phrase: Phrase, words: Sequence[NoteWord], place: int) -> bool:
    if len(phrase) == 1 and words[place].text == phrase[0]:
        return True
    here = words[place : place + len(phrase)]
    if len(here) < len(phrase) or any(word.ends_sentence for word in here[:-1]):
        return False
    return all(
        word.text.startswith(part[:-1]) if part.endswith("*") else word.text == part
        for part, word in zip(phrase, here, strict=True)
    )
