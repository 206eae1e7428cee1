"""What a button carries: a verb, the lead, and the numbers that show whether it still means the same.

``done:LEAD:PLAN:STEP`` is 48 bytes with a lead's 32 hexadecimal digits; Telegram takes 64.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.reminders.reminder import ReminderId
from domain.typed_times import SNOOZES

LEADS, OVERDUE = "leads", "overdue"
LEAD, VIEW, HISTORY = "lead", "view", "history"
DELETE, DELETE_SURELY, RESTORE = "delete", "sure", "restore"
STOP, FOLLOW, REPLIED = "stop", "follow", "replied"
DONE, REOPEN, SKIP, SNOOZE, DRAFT = "done", "open", "skip", "snooze", "draft"
LATER, BACK, SNOOZE_BY_WORDS, WHY = "later", "back", "typed", "why"
MOVE, MOVE_BY_CHOICE, MOVE_BY_WORDS, MOVE_IT, MOVE_ALL = "move", "when", "say", "put", "all"

_DATA = re.compile(r"(?P<verb>[a-z]{1,10}):(?P<lead>[0-9a-f]{32}|)(?P<numbers>(?::[0-9]{1,9}){0,4})")
_NUMBERS_AFTER = {
    **dict.fromkeys((LEAD, DELETE, DELETE_SURELY, RESTORE, STOP, FOLLOW), (0,)),
    **dict.fromkeys((REPLIED, HISTORY), (1,)),
    VIEW: (0, 3),
    MOVE: (0, 2, 3),
    **dict.fromkeys((DONE, REOPEN), (2, 3)),
    **dict.fromkeys((SKIP, DRAFT, LATER, BACK, SNOOZE_BY_WORDS, WHY), (3,)),
    SNOOZE: (3, 4),
    MOVE_BY_WORDS: (2,),
    MOVE_BY_CHOICE: (3,),
    **dict.fromkeys((MOVE_IT, MOVE_ALL), (4,)),
    **dict.fromkeys((LEADS, OVERDUE), (1,)),
}
"""How many numbers a verb takes: plan, step, and mostly a generation. Then the button is a reminder's.

``replied`` has the plan alone, ``history`` a page. A fourth one of ``snooze`` is the place of its choice. ``when`` has
such a place instead of a generation; ``put`` and ``all`` have two moments: when the step was due as it was shown, and
to when it goes, in minutes of the epoch.
Reminders that were sent before ``view`` had numbers carry it without any.
"""
PAGES = (LEADS, OVERDUE)
"""Verbs about no lead: they show a page of many."""
_CHOICE_AT = {SNOOZE: 3, MOVE_BY_CHOICE: 2}
"""Where the place of a choice stands among the numbers."""
_OF_NO_REMINDER = (MOVE_BY_CHOICE, MOVE_IT, MOVE_ALL)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, read. ``numbers`` are what follows the lead: plan, step, generation and more; or a page."""

    verb: str
    lead_id: UUID | None
    numbers: tuple[int, ...]

    @property
    def reminder(self) -> tuple[ReminderId, int] | None:
        """The reminder, and its generation, whose message carries the button; None for other messages' buttons."""
        if self.lead_id is None or len(self.numbers) < 3 or self.verb in _OF_NO_REMINDER:
            return None
        plan, step, generation = self.numbers[:3]
        return ReminderId(self.lead_id, plan, step), generation


def step_data(verb: str, reminder_id: ReminderId, *more: int) -> str:
    return _joined(verb, reminder_id.lead_id, reminder_id.plan_number, reminder_id.step_id, *more)


def lead_data(verb: str, lead_id: UUID) -> str:
    return _joined(verb, lead_id)


def plan_data(verb: str, lead_id: UUID, plan_number: int) -> str:
    return _joined(verb, lead_id, plan_number)


def history_data(lead_id: UUID, page: int) -> str:
    return _joined(HISTORY, lead_id, page)


def page_data(page: int) -> str:
    return f"{LEADS}::{page}"


def overdue_data(page: int) -> str:
    return f"{OVERDUE}::{page}"


def in_minutes(at: datetime) -> int:
    """Whole ones since the epoch: how a button carries a moment."""
    return (at - _EPOCH) // _MINUTE


def of_minutes(minutes: int) -> datetime:
    """The inverse, in UTC."""
    return _EPOCH + minutes * _MINUTE


def read_press(data: str) -> Press:
    """The inverse. Raises ``ValueError`` for anything that no button of ours carries."""
    match = _DATA.fullmatch(data)
    if match is None:
        raise ValueError("not the data of a button of ours")
    verb, lead = match["verb"], match["lead"]
    numbers = tuple(int(number) for number in match["numbers"].split(":")[1:])
    is_known = len(numbers) in _NUMBERS_AFTER.get(verb, ()) and bool(lead) is (verb not in PAGES)
    if not is_known or _choice(verb, numbers) >= len(SNOOZES):
        raise ValueError(f"no button of ours carries {verb!r} like that")
    return Press(verb, UUID(hex=lead) if lead else None, numbers)


def _choice(verb: str, numbers: tuple[int, ...]) -> int:
    """The first, where the button leaves no choice."""
    place = _CHOICE_AT.get(verb)
    return 0 if place is None or place >= len(numbers) else numbers[place]


def _joined(verb: str, lead_id: UUID, *numbers: int) -> str:
    return ":".join([verb, lead_id.hex, *(str(number) for number in numbers)])
