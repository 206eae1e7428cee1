"""What a message of an owner is: a note, a word about a lead, a wish, talk, or not sure."""

from domain.intent.message import read_message
from domain.intent.reading import Act, ActKind, Intent, MessageReading, Talk, Wish, WishKind

__all__ = ["Act", "ActKind", "Intent", "MessageReading", "Talk", "Wish", "WishKind", "read_message"]
