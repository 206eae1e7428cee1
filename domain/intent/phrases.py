"""Text as it is compared: without case, accents of stress and signs at the ends; and sets of phrases that begin it."""

import re
from collections.abc import Iterable

_ENDS = " \t\n.,;:!…)(*_-–—\"'«»“”„"
_SPACES = re.compile(r"\s+")
_FOLDED = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "ʹ": "'", "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"})


def plain(text: str) -> str:
    """Without signs and pictures at its ends."""
    said = folded(text)
    first = next((at for at, one in enumerate(said) if one.isalnum()), len(said))
    last = next((at for at in range(len(said), first, -1) if said[at - 1].isalnum()), first)
    return said[first:last]


def folded(text: str) -> str:
    """As long as ``text``, so that places in one are places in the other, but for letters that fold to several."""
    return text.replace("\n", " ").lower().translate(_FOLDED)


def phrases(*lines: str) -> frozenset[str]:
    """Of lines with a bar between phrases."""
    return frozenset(plain(one) for line in lines for one in line.split("|"))


class Openings:
    """Phrases that may begin a text; the longest counts."""

    def __init__(self, known: Iterable[str]) -> None:
        words = sorted(known, key=len, reverse=True)
        self._pattern = re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![\w'])[\s,:;–—-]{{0,5}}")

    def rest(self, text: str) -> str | None:
        """What follows, as typed; None when ``text`` does not begin so."""
        kept = _SPACES.sub(" ", text.strip(_ENDS))
        found = self._pattern.match(folded(kept))
        return None if found is None else kept[found.end() :].strip()
