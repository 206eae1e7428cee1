"""A time that an owner has chosen or typed, by the same grammar that reads a planner's words."""

from datetime import datetime, timedelta

from domain.due_time import DueTime, GivenBy, OnDay
from domain.errors import TimingRefused
from domain.plan.plan_dates import latest_meant_by, meant_by
from domain.timing import GRAMMAR_VERSION, Timing, TimingStatus, parse_timing
from domain.timing.timing import PLAN
from domain.worktime import WorkTime

OFFERED_TIMES = ("24 hours", "3 hours", "tomorrow", "3 working days", "next Monday")
"""The times that buttons offer for a reminder or a step, as words that the grammar reads. Buttons in old chats carry
the place: append, never reorder. The first has a button of its own on the reminder."""
MOST_OTHER_WORDS = 2
"""With more beside those of the time, a text is a note."""
FURTHEST = timedelta(days=400)
"""The grammar reads up to 365 days; days off and a pause may push that on."""


def due_as_shown(at: datetime, given_by: GivenBy, *, work_time: WorkTime, now: datetime) -> DueTime:
    """The very moment that they saw and agreed to. In another zone it is the same time of day there.

    Raise ``TimingRefused`` for a moment over a year ahead.
    """
    if at > now + FURTHEST:
        raise TimingRefused(at.isoformat(), is_time=True)
    local = at.astimezone(work_time.zone)
    wall_time = None if at == work_time.send_on(local.date()) else local.time()
    return DueTime(at, given_by, meant=OnDay(local.date(), wall_time), base=now, zone=work_time.zone.key)


def time_in(words: str, *, work_time: WorkTime, now: datetime) -> Timing:
    """As the owner means it. Raise ``TimingRefused`` for words that are no time, or no time ahead, and for a note that
    names a time: a note is not to be taken for an answer."""
    timing = parse_timing(words, now.astimezone(work_time.zone), is_working_day=work_time.is_working_day)
    others = len(words.split()) - len(timing.matched.split())
    is_note = others > MOST_OTHER_WORDS
    if timing.status is not TimingStatus.OK or is_note:
        raise TimingRefused(words, is_time=timing.status is TimingStatus.REJECTED and not is_note)
    return timing


def due_by_words(words: str, given_by: GivenBy, *, work_time: WorkTime, now: datetime) -> DueTime:
    """Within the owner's working hours. Raise ``TimingRefused``."""
    timing, base = time_in(words, work_time=work_time, now=now), now.astimezone(work_time.zone)
    meant, until = meant_by(timing, base, work_time.zone), latest_meant_by(timing, base, work_time.zone)
    resolved = work_time.resolve(meant, now=now, until=until)
    return DueTime(
        resolved.at,
        given_by,
        rule=timing.rule,
        words=timing.matched,
        grammar=GRAMMAR_VERSION,
        meant=meant,
        until=until,
        base=now,
        zone=work_time.zone.key,
        anchor="" if timing.anchor == PLAN else timing.anchor,
        shifts=resolved.shifts,
        warnings=tuple(timing.warnings),
    )
