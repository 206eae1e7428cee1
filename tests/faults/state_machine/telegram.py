"""A Telegram whose accepted messages are known, whatever it answered."""

from dataclasses import dataclass
from datetime import timedelta

from application.delivery.message import Message
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """``is_accepted`` is the truth about the message, ``outcome`` the answer to its sender."""

    outcome: Outcome
    is_accepted: bool = False


ANSWERS = (
    Answer(Sent(1), is_accepted=True),
    Answer(Unconfirmed("the answer was lost"), is_accepted=True),
    Answer(Unconfirmed("the request was lost")),
    Answer(NotSent("connection refused")),
    Answer(Throttled(timedelta(seconds=30))),
    Answer(Rejected("400: bad request")),
    Answer(ChatUnreachable("403: blocked")),
    Answer(ChatMoved(to=71)),
    Answer(Misconfigured("401: unauthorized")),
)


class Telegram:
    """Implements the ``Messenger`` port; ``answer`` is for the next calls."""

    def __init__(self) -> None:
        self.answer = ANSWERS[0]
        self.accepted: list[Message] = []

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        if self.answer.is_accepted:
            self.accepted.append(message)
        return self.answer.outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        raise AssertionError("no entry of this machine edits a message")

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        raise AssertionError("no button is pressed here")
