"""One spelling for the many ways in which the same words can be typed."""

import re
import unicodedata

LONGEST = 600
"""Characters. No timing is longer; a longer text is prose that happens to hold a number."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹣－"), "-")
_TILDES = dict.fromkeys(map(ord, "〜～∼"), "~")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_QUOTES = dict.fromkeys(map(ord, '“”„‟«»"*_'), " ")
_SIGNS = _DASHES | _TILDES | _APOSTROPHES | _QUOTES | {ord("\u2044"): "/", ord("ё"): "е"}
_HYPHEN_IN_A_WORD = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BULLET = re.compile(r"^(?:[-•·>#]\s)")


def normalised(text: str) -> str | None:
    """Lower case, one space between words, plain digits, dashes and apostrophes, no emoji, no markdown. None when the
    text is too long to be a timing."""
    spaced = " ".join(str.split(text))  # a subclass of str may say anything
    if len(spaced) > LONGEST:
        return None
    unfolded = unicodedata.normalize("NFKC", "".join(map(_without_vulgar_fraction, spaced)))
    plain = "".join(map(_plain, unfolded.casefold())).translate(_SIGNS)
    joined = _HYPHEN_IN_A_WORD.sub(" ", unicodedata.normalize("NFC", plain))
    words = _BULLET.sub("", " ".join(joined.split()))
    return words if len(words) <= LONGEST else None  # some characters unfold to five


def _without_vulgar_fraction(character: str) -> str:
    # NFKC alone would make 11/2 of 1½
    spelled = unicodedata.normalize("NFKC", character) if unicodedata.category(character) == "No" else character
    return f" {spelled} " if "\u2044" in spelled else character


def _plain(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.digit(character))
        case "Cf" | "Mn" | "Me":
            return ""
        case "So" | "Sk" | "Cc" | "Cs" | "Co" | "Cn" if character not in "`´":
            return " "
        case _:
            return character
