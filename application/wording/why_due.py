"""A due time explained: its words, the rule that read them, its meaning, and its shifts."""

from collections.abc import Iterator
from datetime import time

from application.wording.phrases import shortened
from application.wording.timing_phrases import cause_words, rule_words, warning_words
from application.wording.wall_clock import WallClock
from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, Meant, OnDay

WORDS_LENGTH = 100


def due_sentences(due: DueTime, clock: WallClock) -> Iterator[str]:
    """From the words to the moment, each sentence a line."""
    yield from _reading(due)
    if due.base is not None and due.given_by not in (GivenBy.SEND_TIME, GivenBy.GUARD):
        yield f"Counts from {clock.shows(due.base)}."
    if due.anchor:
        anchor = shortened(due.anchor, WORDS_LENGTH)
        yield f"It says to count from “{anchor}”, and Leadbell does not know when that is."
    yield f"Meant: {meant_words(due.meant, clock)}."
    if due.until is not None:
        yield f"At the latest: {meant_words(due.until, clock, end='the end of the day')}."
    yield from shift_sentences(due, clock)
    yield from (f"⚠️ {warning_words(warning)}." for warning in due.warnings)


def reading(due: DueTime) -> str:
    """How the words were read; empty for a due time without words."""
    words = f"“{shortened(due.words, WORDS_LENGTH)}”" if due.words else ""
    if not due.rule:
        return words
    return f"{words}, read as {rule_words(due.rule)} (rule {due.rule}, grammar {due.grammar})"


def shift_sentences(due: DueTime, clock: WallClock) -> Iterator[str]:
    """In their order."""
    for shift in due.shifts:
        yield f"Moved to {clock.shows(shift.to)}: {cause_words(shift)}."


def meant_words(meant: Meant, clock: WallClock, *, end: str = "the send time") -> str:
    """``end`` stands for a missing time of day."""
    match meant:
        case AtInstant():
            return f"the moment {clock.shows(meant.at)}"
        case OnDay():
            return f"the day {clock.day(meant.day)}, at {_time(meant.wall_time, end)}"
        case AfterWorkingDays():
            days = "1 working day" if meant.count == 1 else f"{meant.count} working days"
            return f"{days} after {clock.day(meant.day)}, at {_time(meant.wall_time, end)}"


def _time(wall_time: time | None, else_at: str) -> str:
    return else_at if wall_time is None else f"{wall_time:%H:%M}"


def _reading(due: DueTime) -> Iterator[str]:
    if due.given_by is GivenBy.DEFAULT:
        yield f"No timing was given: {rule_words('default-spacing')} (rule {due.rule}, grammar {due.grammar})."
    elif due.given_by is GivenBy.DELAY_DAYS and not due.words:
        yield "The plan gave a number of days."
    elif words := reading(due):
        yield f"Words: {words}."
