"""The ways out of a question: give it up, or keep the words, which are none of its answers, as a note."""

import re
from dataclasses import dataclass

from application.delivery.message import Button

CANCEL, NOTE = "cancel", "note"
_DATA = re.compile(rf"ask/(?:(?P<cancel>{CANCEL})|{NOTE}/(?P<update>[0-9]{{1,10}}))")


@dataclass(frozen=True, slots=True)
class QuestionPress:
    """``update_id`` is that of the words to keep as a note, None to give up the question."""

    update_id: int | None = None


def ways_out(update_id: int) -> tuple[Button, ...]:
    """For words that came with that update and are no answer."""
    return Button("✖️ Cancel", f"ask/{CANCEL}"), Button("📝 Keep it as a note", f"ask/{NOTE}/{update_id}")


def is_question(data: str) -> bool:
    return data.startswith("ask/")


def read_question_press(data: str) -> QuestionPress:
    """Raises ``ValueError`` for anything that no button of ours carries."""
    match = _DATA.fullmatch(data)
    if match is None:
        raise ValueError("not the data of a button of a question")
    return QuestionPress(None if match["cancel"] else int(match["update"]))
