"""How long the words of a span are: "2 weeks and 3 days", "an hour and a half"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.timing.reckoning import Reckoning
from domain.timing.terms import Term, Token
from domain.timing.timing import Grain

DAYS_IN = {Term.DAY: 1, Term.WEEK: 7, Term.FORTNIGHT: 14, Term.MONTH: 30, Term.QUARTER: 90, Term.YEAR: 365}
MINUTES_IN = {Term.MINUTE: 1, Term.HOUR: 60}
_BIGGEST_FIRST = (
    Term.YEAR,
    Term.QUARTER,
    Term.MONTH,
    Term.FORTNIGHT,
    Term.WEEK,
    Term.WORKDAY,
    Term.DAY,
    Term.HOUR,
    Term.MINUTE,
)
UNITS = frozenset(_BIGGEST_FIRST)
PLURAL = 2
"""The value of a unit in the plural: "the next days" is no day."""


@dataclass(frozen=True, slots=True)
class Duration:
    days: float = 0
    minutes: float = 0
    working_days: int | None = None
    grain: Grain = Grain.DAY

    @property
    def is_elapsed(self) -> bool:
        return self.grain is not Grain.DAY

    def after_base(self, reckoning: Reckoning) -> datetime:
        """Days first, on the wall clock, then the hours. Raise ``OverflowError`` out of the calendar."""
        if self.working_days is not None:
            return reckoning.working_days(self.working_days)
        day = reckoning.days(self.days)
        return reckoning.elapsed(timedelta(minutes=self.minutes), start=day) if self.is_elapsed else day


def duration(amounts: Sequence[tuple[float, Term]]) -> Duration | None:
    """None for amounts that cannot be added up: a half working day, days that come before weeks."""
    units = [unit for _, unit in amounts]
    if units != sorted(set(units), key=_BIGGEST_FIRST.index):
        return None
    if Term.WORKDAY in units:
        [(count, _), *rest] = amounts
        return Duration(working_days=int(count)) if not rest and count.is_integer() and count < 1000 else None
    days = sum(_days(count, unit) for count, unit in amounts if unit in DAYS_IN)
    minutes = sum(_minutes(count, unit) for count, unit in amounts)
    return Duration(days, minutes, grain=_grain(units, minutes))


def amounts_in(tokens: Sequence[Token]) -> Iterator[tuple[float, Term]]:
    """The numbers with their units; a fraction belongs to the number before it."""
    count = 0.0
    last: Term | None = None
    for token in tokens:
        if token.terminal in (Term.NUMBER, Term.AN):
            if last:
                yield count, last
            count, last = token.value, None
        elif token.terminal is Term.FRACTION:
            count += token.value
        elif token.terminal in UNITS:
            last = token.terminal
    if last:
        yield count, last


def _days(count: float, unit: Term) -> float:
    if unit is Term.YEAR and not float(count).is_integer():
        return round(count * 12) * DAYS_IN[Term.MONTH]
    if unit is Term.DAY and not float(count).is_integer():
        return 0
    return count * DAYS_IN[unit]


def _minutes(count: float, unit: Term) -> float:
    if unit is Term.DAY and not float(count).is_integer():
        return count * 24 * 60  # a part of a day is hours
    return count * MINUTES_IN.get(unit, 0)


def _grain(units: Sequence[Term], minutes: float) -> Grain:
    if Term.MINUTE in units:
        return Grain.MINUTE
    return Grain.HOUR if minutes or Term.HOUR in units else Grain.DAY
