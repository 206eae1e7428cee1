"""The reply to a press or a typed answer."""

from dataclasses import dataclass

from application.delivery.message import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """``message`` replaces the message whose button was pressed, or comes as a new message; ``toast`` flashes up.

    ``asks`` is the data of a button when the person's next message is the answer to it.
    """

    message: Message | None
    toast: str = ""
    is_new: bool = False
    asks: str = ""
