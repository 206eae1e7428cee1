"""What a button carries: a verb, the lead, and the numbers that show whether it still means the same.

``done:LEAD:PLAN:STEP`` is 48 bytes with a lead's 32 hexadecimal digits, well under Telegram's 64.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from domain.reminder import ReminderId

LEADS, OVERDUE = "leads", "overdue"
LEAD, VIEW = "lead", "view"
DELETE, DELETE_SURELY, RESTORE = "delete", "sure", "restore"
DONE, REOPEN, SKIP, SNOOZE, DRAFT = "done", "open", "skip", "snooze", "draft"

_DATA = re.compile(r"(?P<verb>[a-z]{1,10}):(?P<lead>[0-9a-f]{32}|)(?P<numbers>(?::[0-9]{1,9}){0,3})")
_NUMBERS_AFTER = {
    **dict.fromkeys((LEAD, DELETE, DELETE_SURELY, RESTORE), (0,)),
    VIEW: (0, 3),
    **dict.fromkeys((DONE, REOPEN), (2, 3)),
    **dict.fromkeys((SKIP, SNOOZE, DRAFT), (3,)),
    **dict.fromkeys((LEADS, OVERDUE), (1,)),
}
"""How many numbers a verb takes; with a third one, the generation, the button is a reminder's.

Reminders that were sent before ``view`` had numbers carry it without any.
"""
PAGES = (LEADS, OVERDUE)
"""Verbs about no lead: they show a page of many."""


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, read. ``numbers`` are what follows the lead: plan, step, generation; or a page."""

    verb: str
    lead_id: UUID | None
    numbers: tuple[int, ...]

    @property
    def reminder(self) -> tuple[ReminderId, int] | None:
        """The reminder, and its generation, whose message carries the button; None for other messages' buttons."""
        if self.lead_id is None or len(self.numbers) != 3:
            return None
        plan, step, generation = self.numbers
        return ReminderId(self.lead_id, plan, step), generation


def step_data(verb: str, reminder_id: ReminderId, *more: int) -> str:
    return _joined(verb, reminder_id.lead_id, reminder_id.plan_number, reminder_id.step_id, *more)


def lead_data(verb: str, lead_id: UUID) -> str:
    return _joined(verb, lead_id)


def page_data(page: int) -> str:
    return f"{LEADS}::{page}"


def overdue_data(page: int) -> str:
    return f"{OVERDUE}::{page}"


def read_press(data: str) -> Press:
    """The inverse. Raises ``ValueError`` for anything that no button of ours carries."""
    match = _DATA.fullmatch(data)
    if match is None:
        raise ValueError("not the data of a button of ours")
    verb, lead = match["verb"], match["lead"]
    numbers = tuple(int(number) for number in match["numbers"].split(":")[1:])
    if len(numbers) not in _NUMBERS_AFTER.get(verb, ()) or bool(lead) is (verb in PAGES):
        raise ValueError(f"no button of ours carries {verb!r} like that")
    return Press(verb, UUID(hex=lead) if lead else None, numbers)


def _joined(verb: str, lead_id: UUID, *numbers: int) -> str:
    return ":".join([verb, lead_id.hex, *(str(number) for number in numbers)])
