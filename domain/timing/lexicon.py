"""All languages in one: the terms that a run of words can be. A text may mix languages."""

import unicodedata
from collections.abc import Sequence

from domain.timing.languages import english, german, russian, spanish, ukrainian
from domain.timing.languages.vocabulary import Meaning, entries
from domain.timing.normalisation import normalised

LANGUAGES = (spanish, german, russian, ukrainian, english)
"""A word that two of them share has the meaning of the later one."""


def folded(word: str) -> str:
    """Without the accents of Latin letters, which people leave out: "manana", "fur", "dias"."""
    if word.isascii():
        return word
    return "".join(map(_without_accent, word))


def _without_accent(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain.isascii() else letter


def _key(words: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in (normalised(words) or "").split())


def _all_phrases() -> dict[tuple[str, ...], tuple[Meaning, ...]]:
    phrases: dict[tuple[str, ...], tuple[Meaning, ...]] = {}
    for language in LANGUAGES:
        for words, meanings in (*entries(language.LEXICON), *language.COMPOUNDS.items()):
            phrases[_key(words)] = meanings
    return phrases


ARTICLES = frozenset(folded(word.strip()) for language in LANGUAGES for word in language.ARTICLES.split(",")) - {""}
_PHRASES = _all_phrases()
_LONGEST: dict[str, int] = {}
for _phrase in _PHRASES:
    _LONGEST[_phrase[0]] = max(len(_phrase), _LONGEST.get(_phrase[0], 0))


def longest_meaning(words: Sequence[str]) -> tuple[int, tuple[Meaning, ...]]:
    """How many of the first ``words`` (folded) make a phrase, and its meanings; 0 when they begin none."""
    for count in range(min(_LONGEST.get(words[0], 0), len(words)), 0, -1):
        if meanings := _PHRASES.get(tuple(words[:count])):
            return count, meanings
    return 0, ()
