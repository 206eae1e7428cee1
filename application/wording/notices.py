"""Short notices: a repeated message, missed steps, the checkpoint of the log."""

import json
from dataclasses import replace

from application.audit.proof import Seal
from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import ShowPage, Verb

MARK = Span("(again, in case it did not arrive)\n\n", Style.ITALIC)


def marked_as_repeat(message: Message) -> Message:
    return replace(message, spans=(MARK, *message.spans))


def overdue_notice() -> Message:
    """Without a number, so that it never goes out of date."""
    return Message(
        (
            Span("⏰ Some steps are overdue", Style.BOLD),
            Span("\n\nTheir reminders could not be sent in time. /overdue lists them."),
        ),
        ((Button("⏰ Show overdue steps", ShowPage(Verb.OVERDUE, 0).encode()),),),
    )


def seal_message(seal: Seal) -> Message:
    """With the line that ``audit seal --json`` prints."""
    line = json.dumps(
        {"position": seal.position, "digest": seal.digest, "sealed_at": seal.sealed_at.isoformat(timespec="seconds")}
    )
    return Message(
        (
            Span(f"🔏 The log on {seal.sealed_at:%d %B %Y}", Style.BOLD),
            Span(f"\n\nIt ends at position {seal.position}. Keep this line:\n"),
            Span(line, Style.CODE),
            Span("\n\nIn a file, it lets `leadbell audit verify --seal FILE` prove that nothing before was rewritten."),
        )
    )
