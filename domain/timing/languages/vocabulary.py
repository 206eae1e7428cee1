"""The form in which a language lists its words."""

from collections.abc import Iterator, Mapping

from domain.timing.terms import Term

Meaning = tuple[Term, float]
Lexicon = Mapping[Term, str | Mapping[float, str]]
"""Phrases with commas between them; by their value, where the terminal has one."""
Numbers = dict[float, str]
Compounds = Mapping[str, tuple[Meaning, ...]]
"""Phrases with two meanings at once: "tonight" is today, and the evening."""


def entries(lexicon: Lexicon) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    for terminal, listed in lexicon.items():
        by_value = {0.0: listed} if isinstance(listed, str) else listed
        for value, phrases in by_value.items():
            for phrase in phrases.split(","):
                yield phrase.strip(), ((terminal, value),)


def twenty_one_to_ninety_nine(tens: Numbers, ones: Numbers, pattern: str = "{ten} {one}") -> Numbers:
    """Number words put together, each ten with each one, in every form that is listed."""
    return {
        ten + one: ",".join(
            pattern.format(ten=ten_word.strip(), one=one_word.strip())
            for ten_word in ten_words.split(",")
            for one_word in one_words.split(",")
        )
        for ten, ten_words in tens.items()
        for one, one_words in ones.items()
        if one < 10
    }
