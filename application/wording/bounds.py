"""Answers to persons who are not let in, or ask for more than there is for each."""

from application.delivery.message import Message, say

NOT_ALLOWED = say("This Leadbell is private. Ask its owner for an invitation, or to add you.")
TOO_MANY_CODES = say("That was one code after another. Try again in an hour, with the link as you got it.")
CODE_REFUSED = say("This invitation lets in nobody now: it was used, has ended, or was taken back. Ask for a new one.")
TOO_FAST = say("That was very fast. I keep nothing of what you send in the next minute; then go on, please.")
TOO_MUCH = say(
    "That is all I can store of you in a day. I keep nothing of what you send until tomorrow; what came before is safe."
)


def too_many_notes(limit: int) -> Message:
    return say(f"That makes {limit} notes in a day, as many as I take. I keep no new ones until tomorrow.")


def too_many_leads(limit: int) -> Message:
    return say(f"You have {limit} leads, as many as I can keep. Delete some that are over, then send the note again.")
