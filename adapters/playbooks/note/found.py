"""Words that a reader found in a note, and where the note goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is as typed. ``first`` is the index of its first word, ``after`` of the word behind it.

    ``is_inflected``: the note's grammar has bent it ("з Оленою"), so it cannot be said in an English sentence.
    """

    text: str = ""
    first: int = 0
    after: int = 0
    is_inflected: bool = False


NOTHING = Found()
