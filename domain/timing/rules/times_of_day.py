"""Times of day: how they are put together, how they refine a day, and their meaning alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time

from domain.timing.phrase import Found, phrase, shape
from domain.timing.reckoning import Reckoning
from domain.timing.rule import REJECTED, Rule, point
from domain.timing.terms import Term, Token
from domain.timing.timing import Grain, Timing

_NOON, _HOUR, _DAY = 720, 60, 24 * 60
_NO_TIME = -1.0
"""Of a number where only an hour can stand: it is none of a day. Midnight is 0:00; "24:00" may be either."""
_NO_HOURS = range(24, 100)
_PART_ENDS = {540: _NOON, 720: 13 * _HOUR, 840: 18 * _HOUR, 1020: _DAY, 1080: _DAY}


def _with_part(clock: float, part: float) -> float:
    """ "7 in the evening" is 19:00; "12 in the night" is left alone."""
    return clock + _NOON if part > _NOON and clock < _NOON else clock


def _hour_and_part(found: Found) -> float | None:
    hour = found.value(Term.NUMBER)
    part = found.values(Term.DAYPART)
    if hour in _NO_HOURS or (hour % 1 and part):
        return _NO_TIME
    if not hour.is_integer() or hour > 23:
        return None
    return _with_part(hour * _HOUR, part[0] if part else 0)


def _bare_hour(found: Found) -> float | None:
    """ "at 3" may be the night or the afternoon: left unread."""
    hour = found.value(Term.NUMBER)
    if hour in _NO_HOURS:
        return _NO_TIME
    return hour * _HOUR if hour in range(8, 20) else None


def _hour_by_the_clock(found: Found) -> float | None:
    """Also with minutes after a point, as in "9.30 Uhr"."""
    text = next(token.text for token in found.here if token.terminal is Term.NUMBER)
    with_minutes = re.fullmatch(r"(\d{1,2})[.,](\d{2})", text)
    if with_minutes is None:
        return _hour_and_part(found)
    hour, minute = int(with_minutes[1]), int(with_minutes[2])
    return hour * _HOUR + minute if hour < 24 and minute < 60 else _NO_TIME


_SPELLINGS: tuple[tuple[str, Callable[[Found], float | None]], ...] = (
    ("CLOCK (?:OCLOCK|HOUR)? DAYPART", lambda found: _with_part(found.value(Term.CLOCK), found.value(Term.DAYPART))),
    ("CLOCK OCLOCK", lambda found: found.value(Term.CLOCK)),
    ("(?:AT|ON|(?<![DAY WEEK MONTH HASH MONTH_NAME DASH])) NUMBER (?:HOUR|OCLOCK)? DAYPART", _hour_and_part),
    ("(?:AT|ON)? NUMBER OCLOCK", _hour_by_the_clock),
    (
        "(?:AT|ON) NUMBER HOUR (?!LATER|AFTER)",
        lambda found: _hour_and_part(found) if found.here[0].text in "воуoоб" else None,
    ),
    (
        "ON NUMBER (?!UNIT|DASH|SLASH|NUMBER|WORD|MONTH_NAME|BETWEEN)",
        lambda found: _bare_hour(found) if found.here[0].text in "ву" else None,
    ),
    ("DAYPART AT NUMBER (?!UNIT)", _hour_and_part),
    ("AT NUMBER (?!UNIT|DASH|SLASH|NUMBER|WORD)", _bare_hour),
)
SPELLED = tuple((phrase(notation), read) for notation, read in _SPELLINGS)


def with_clocks(tokens: Sequence[Token]) -> list[Token]:
    """Tokens that say a time of day together become one clock."""
    folded = list(tokens)
    for pattern, read in SPELLED:
        for match in reversed(list(pattern.finditer(shape(folded)))):
            found = Found(folded, match)
            value = read(found)
            if value is not None:
                first, last = found.here[0], found.here[-1]
                terminal = Term.NO_CLOCK if value == _NO_TIME else Term.CLOCK
                clock = Token(terminal, f"{first.text} {last.text}", first.start, last.end, value)
                folded[match.start() : match.end()] = [clock]
    return folded


def time_named(tokens: Sequence[Token]) -> Token | None:
    """A clock rather than a part of the day, the first of them."""
    for terminal in (Term.CLOCK, Term.DAYPART):
        for token in tokens:
            if token.terminal is terminal:
                return token
    return None


def at_time(timing: Timing, named: Token, reckoning: Reckoning) -> Timing:
    """That day at that time. Rejected when it has gone; within its part of the day "this afternoon" is now."""
    if timing.at is None:
        return timing
    wall = time(int(named.value) // _HOUR, int(named.value) % _HOUR)
    at = _on_the_clock(timing.at, wall, reckoning)
    if reckoning.is_past(at):
        if not _is_still(named, reckoning.base):
            return REJECTED
        at = reckoning.base
    until = timing.until and _on_the_clock(timing.until, wall, reckoning)
    return replace(timing, at=at, until=until and max(until, at), wall_time=wall, grain=Grain.MINUTE)


def _on_the_clock(day: datetime, wall: time, reckoning: Reckoning) -> datetime:
    """The first of two equal wall times, unless only the second is still ahead."""
    first = datetime.combine(day.date(), wall, tzinfo=day.tzinfo)
    return first.replace(fold=1) if reckoning.is_past(first) and not reckoning.is_past(first.replace(fold=1)) else first


def _is_still(named: Token, base: datetime) -> bool:
    return named.terminal is Term.DAYPART and base.hour * _HOUR + base.minute < _PART_ENDS[int(named.value)]


def _alone(found: Found, reckoning: Reckoning) -> Timing:
    named = next(token for token in found.here if token.terminal in (Term.CLOCK, Term.DAYPART))
    today = at_time(point(reckoning.base), named, reckoning)
    is_ahead = today.at is not None and today.at != reckoning.base
    return today if is_ahead else at_time(point(reckoning.days(1)), named, reckoning)


TIME_ALONE = Rule(
    "time-of-day",
    "LEAD CLOCK | ^ LEAD DAYPART STOP? $ | BY DAYPART",
    _alone,
    {
        "14:00": "2026-03-04 14:00",
        "at 9am": "2026-03-05 09:00",
        "end of day": "2026-03-04 17:00",
        "in the afternoon": "2026-03-04 14:00",
        "о 14 годині": "2026-03-04 14:00",
        "в 3 часа дня": "2026-03-04 15:00",
        "um 15 Uhr": "2026-03-04 15:00",
        "a las 5 de la tarde": "2026-03-04 17:00",
    },
    timed=False,
)
