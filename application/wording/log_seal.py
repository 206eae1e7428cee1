"""The log's seal as a message: whoever has it can prove later what the log was."""

import json

from application.audit.proof import Seal
from application.delivery.message import Message, Span, Style


def seal_message(seal: Seal) -> Message:
    """The line in it is what ``audit seal --json`` prints."""
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
