"""Greetings, thanks, consent, questions to the bot, and noise."""

import re

from domain.intent.phrases import plain
from domain.intent.reading import Talk
from domain.intent.words import QUESTION_WORDS, TALK, YOU

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_LONGEST_QUESTION = 14


def read_talk(text: str) -> Talk | None:
    whole = plain(text).rstrip("?").strip()
    for kind, words in TALK.items():
        if whole in words or _is_greeting_and_more(whole, words, kind):
            return kind
    if len(_WORD.findall(text)) == 0:
        return Talk.NOISE if sum(one.isdigit() for one in text) < 7 else None
    return Talk.QUESTION if _is_question(text) else None


def _is_greeting_and_more(whole: str, words: frozenset[str], kind: Talk) -> bool:
    """ "thanks a lot leadbell", "hello bot"."""
    first, _, rest = whole.partition(" ")
    return kind in (Talk.GREETING, Talk.THANKS) and first.strip(",!") in words and rest.strip(" ,!") in YOU | TALK[kind]


def _is_question(text: str) -> bool:
    """Of the bot, and not of what a prospect asked."""
    words = plain(text.replace("?", " ")).split()
    if not text.rstrip().endswith("?") or len(words) > _LONGEST_QUESTION:
        return False
    return any(word.strip(",") in YOU for word in words) or (words[:1] != [] and words[0] in QUESTION_WORDS)
