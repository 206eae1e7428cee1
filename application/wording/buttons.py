"""What a button carries: a verb, the lead, and the numbers that show whether it still means the same.

``done:LEAD:PLAN:STEP`` is 48 bytes with a lead's 32 hexadecimal digits, well under Telegram's 64.
"""

from dataclasses import dataclass
from uuid import UUID

from domain.reminder import ReminderId

LEADS, LEAD, VIEW = "leads", "lead", "view"
DELETE, DELETE_SURELY, RESTORE = "delete", "sure", "restore"
DONE, REOPEN, SKIP, SNOOZE, DRAFT = "done", "open", "skip", "snooze", "draft"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, read. ``numbers`` are what follows the lead: plan, step, generation; or a page."""

    verb: str
    lead_id: UUID | None
    numbers: tuple[int, ...]


def step_data(verb: str, reminder_id: ReminderId, *more: int) -> str:
    return _joined(verb, reminder_id.lead_id, reminder_id.plan_number, reminder_id.step_id, *more)


def lead_data(verb: str, lead_id: UUID) -> str:
    return _joined(verb, lead_id)


def page_data(page: int) -> str:
    return f"{LEADS}::{page}"


def read_press(data: str) -> Press:
    """The inverse. Raises ``ValueError`` for anything that no button of ours carries."""
    verb, lead, *numbers = data.split(":")
    if not verb.isascii() or not all(number.isascii() and number.isdigit() for number in numbers):
        raise ValueError("not the data of a button of ours")
    return Press(verb, UUID(hex=lead) if lead else None, tuple(int(number) for number in numbers))


def _joined(verb: str, lead_id: UUID, *numbers: int) -> str:
    return ":".join([verb, lead_id.hex, *(str(number) for number in numbers)])
