"""What a message is: the first of the readings that is sure."""

from domain.intent.acts import read_act
from domain.intent.notes import is_surely_a_note
from domain.intent.reading import Intent, MessageReading
from domain.intent.talk import read_talk
from domain.intent.wishes import read_wish

LONGEST_WORD_ABOUT_LEAD = 200
"""Characters. A longer text is a note, if any."""
LONGEST_TALK = 1_000


def read_message(text: str, *, answers_lead: bool = False) -> MessageReading:
    """``answers_lead``: it is an answer to a message about a lead. Total, and linear in the length of ``text``."""
    if answers_lead:
        return MessageReading(Intent.ABOUT_LEAD, act=read_act(text, answers_lead=True))
    is_note = len(text) > LONGEST_TALK or is_surely_a_note(text)
    if len(text) > LONGEST_WORD_ABOUT_LEAD:
        return MessageReading(Intent.NOTE if is_note else Intent.UNCLEAR)
    if (wish := read_wish(text)) is not None:
        return MessageReading(Intent.WISH, wish=wish)
    if (act := read_act(text, answers_lead=False)) is not None:
        return MessageReading(Intent.ABOUT_LEAD, act=act)
    if (talk := read_talk(text)) is not None:
        return MessageReading(Intent.TALK, talk=talk)
    return MessageReading(Intent.NOTE if is_note else Intent.UNCLEAR)
