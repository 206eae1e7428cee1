"""What is to be seen after a press."""

from dataclasses import dataclass

from application.delivery.message import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """``message`` replaces the one whose button was pressed, or comes as a new one; ``toast`` flashes up.

    ``asks`` is the data of a button when what the person writes next in the chat is the answer to it.
    """

    message: Message | None
    toast: str = ""
    is_new: bool = False
    asks: str = ""
