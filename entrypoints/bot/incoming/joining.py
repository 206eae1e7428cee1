"""The photos of an album, and the pieces of a text over Telegram's limit, as one message."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from application.inbox.fields import at, words
from application.ports.inbox import InboundUpdate
from entrypoints.bot.incoming.reading import message_in
from entrypoints.bot.incoming.values import Content, Sent

LIMIT = 4096
"""Of a text, in UTF-16 code units."""
NEARLY_FULL = 3700
"""Clients cut at a space or a line's end where they find one."""
CLOSE = timedelta(seconds=2)


class TelegramJoining:
    """Implements the ``Joining`` port."""

    def is_open(self, update: InboundUpdate) -> bool:
        message = message_in(update.payload)
        return message is not None and bool(message.album or _is_piece(message))

    def continues(self, earlier: InboundUpdate, later: InboundUpdate) -> bool:
        before, after = message_in(earlier.payload), message_in(later.payload)
        if before is None or after is None or before.person != after.person:
            return False
        if before.album or after.album:
            return before.album == after.album
        return _is_piece(before) and _follows(before, after)

    def joined(self, parts: Sequence[InboundUpdate]) -> InboundUpdate:
        if len(parts) == 1:
            return parts[0]
        update = json.loads(parts[0].payload)
        texts = [words(at(json.loads(part.payload), "message", "text")) for part in parts]
        captions = [words(at(json.loads(part.payload), "message", "caption")) for part in parts]
        update["message"]["text"] = _whole(texts)
        update["message"]["caption"] = "\n".join(filter(None, captions))
        return replace(parts[0], payload=json.dumps(update))


def _is_piece(message: Sent) -> bool:
    is_text = message.content is Content.NOTHING and not message.is_forwarded
    return is_text and units(message.words) >= NEARLY_FULL


def _follows(before: Sent, after: Sent) -> bool:
    is_text = after.content is Content.NOTHING and not after.is_forwarded
    if not is_text or not after.words or after.words.startswith("/"):
        return False
    if before.sent_at is None or after.sent_at is None:
        return False
    return timedelta(0) <= after.sent_at - before.sent_at <= CLOSE


def _whole(texts: Sequence[str]) -> str:
    """A text that fills its message was cut within a word, or where a space is kept."""
    return "".join(text if units(text) == LIMIT or text is texts[-1] else f"{text}\n" for text in texts)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
