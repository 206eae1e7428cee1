"""A message that may come twice says so, first of all: the end of a long one may be cut off."""

from dataclasses import replace

from application.delivery.message import Message, Span, Style

MARK = Span("(again, in case it did not arrive)\n\n", Style.ITALIC)


def marked_as_repeat(message: Message) -> Message:
    return replace(message, spans=(MARK, *message.spans))
