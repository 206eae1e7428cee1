"""Why something does not come at the very time that was meant."""

from collections.abc import Iterable

from domain.due_time import DueTime, GivenBy, Shift, ShiftCause

CAUSES = {
    ShiftCause.DAY_OFF: "not a working day",
    ShiftCause.HOLIDAY: "a holiday",
    ShiftCause.QUIET_HOURS: "in the quiet hours",
    ShiftCause.PAUSED: "reminders are paused",
    ShiftCause.CLOCK_CHANGE: "the clocks skip that time",
    ShiftCause.DEADLINE: "earlier, to meet the deadline",
    ShiftCause.LATE: "that time had passed",
    ShiftCause.ORDER: "not before the step before it",
    ShiftCause.SPACING: "3 working days after the step before it",
}
_CHOSEN = (GivenBy.SNOOZE, GivenBy.MOVE)


def cause_words(shift: Shift) -> str:
    return f"{CAUSES[shift.cause]} ({shift.detail})" if shift.detail else CAUSES[shift.cause]


def moved_from_choice(due: DueTime) -> str:
    """A sentence for an owner who gets another time than the one they chose; empty when they get that one."""
    if due.given_by not in _CHOSEN or not due.shifts:
        return ""
    return f"Moved from the time chosen: {', '.join(_once(map(cause_words, due.shifts)))}."


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
