"""How the lists are written: words with spaces between."""


def listed(words: str) -> frozenset[str]:
    return frozenset(words.casefold().split())
