"""Which operator wants a change, and why: without both nothing is changed."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from application.errors import ApplicationError
from application.origin import Origin, claim_command_id
from application.ports.operator_actions import OperatorAction
from domain.reminders.reminder import ReminderId

LONGEST_REASON = 500
UNREADABLE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, surrogates and line breaks."""


class ReasonRefused(ApplicationError):
    """The reason itself is not repeated: it may be what drives a terminal."""

    def __init__(self) -> None:
        super().__init__(f"a reason is one line of 1 to {LONGEST_REASON} characters, without control characters")


def _new_command_id() -> str:
    return f"operator:{uuid4()}"


@dataclass(frozen=True, slots=True)
class OperatorRequest:
    """``actor`` is ``operator:NAME``; ``command_id`` names the command for all time. Raise ``ReasonRefused``."""

    actor: str
    reason: str
    command_id: str = field(default_factory=_new_command_id)

    def __post_init__(self) -> None:
        is_readable = all(unicodedata.category(letter) not in UNREADABLE for letter in self.reason)
        if not self.reason.strip() or len(self.reason) > LONGEST_REASON or not is_readable:
            raise ReasonRefused

    def origin(self, reminder_id: ReminderId, generation: int) -> Origin:
        """Of a decision about a claim: it belongs to the claim's chain, and starts with the operator."""
        return Origin(self.actor, self.command_id, correlation_id=claim_command_id(reminder_id, generation))

    def action(self, command: str, at: datetime, *, entry_id: int | None = None, details: str = "") -> OperatorAction:
        return OperatorAction(at, self.actor, command, self.reason, entry_id=entry_id, details=details)
