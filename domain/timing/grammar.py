"""Reads a timing: words become tokens, the first rule that knows their shape names the day, and the words beside it
(a time of day, "within", "after the call") refine it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.timing.normalisation import normalised
from domain.timing.phrase import Found, phrase, shape
from domain.timing.reckoning import LONGEST_DAYS, Reckoning, WorkingDays, monday_to_friday
from domain.timing.rule import REJECTED, UNKNOWN, Rule
from domain.timing.rules import refusals, spans
from domain.timing.rules.anchors import anchor
from domain.timing.rules.deadlines import as_deadline, is_deadline
from domain.timing.rules.denials import denied_by
from domain.timing.rules.order import RULES
from domain.timing.rules.times_of_day import at_time, time_named, with_clocks
from domain.timing.terms import Term, Token
from domain.timing.timing import PLAN, Timing, TimingKind, TimingStatus, TimingWarning, with_warning
from domain.timing.tokens import tokenised

GRAMMAR_VERSION = 3
_OF_TIMES = frozenset((Term.NUMBER, Term.ORDINAL, Term.CLOCK, Term.NO_CLOCK, Term.DATE))
_PARTS_OF_HOURS = frozenset(
    (
        *("half", "quarter", "halb", "viertel", "dreiviertel", "media", "cuarto"),
        *("половине", "половина", "пів", "чверть", "четверть", "четверти"),
    )
)
_BETWEEN = frozenset(["between", "zwischen", "между", "між", "entre"])
_NAMED_TIME = phrase("CLOCK | DAYPART | TOMORROW | WEEKDAY")
_ANOTHER_TIME = phrase("NUMBER DASH? UNIT | DAY NUMBER | WEEK NUMBER | WEEKDAY | TOMORROW | DATE")


def parse_timing(text: object, base: datetime, *, is_working_day: WorkingDays = monday_to_friday) -> Timing:
    """The meaning of ``text``, counted from ``base``: never raises. ``at`` is within 365 days of ``base``.

    Days, weeks and months are wall clock arithmetic in the base's zone; hours and minutes pass as they do. Numbers
    are days. Silently wrong is worse than unknown: a text that is not surely read is unknown, a time that
    cannot be (the past, over a year) is rejected.
    """
    return read(text, Reckoning(base, is_working_day))


def read(text: object, reckoning: Reckoning) -> Timing:
    try:
        timing = _read(text, reckoning)
        return timing if timing.at is None or _is_in_reach(timing.at, reckoning) else _refused(timing)
    except (OverflowError, ValueError):  # out of the calendar, which ends with the year 9999
        return REJECTED


def _read(text: object, reckoning: Reckoning) -> Timing:
    if isinstance(text, str):
        words = normalised(text)
        return _read_words(words, reckoning) if words else UNKNOWN
    if type(text) in (int, float):
        return _read_number(text, reckoning)  # type: ignore[arg-type]  # the line above narrows no union of two
    return UNKNOWN if text is None else REJECTED


def _read_number(days: float, reckoning: Reckoning) -> Timing:
    if not 0 <= days <= LONGEST_DAYS:  # NaN is not either
        return REJECTED
    timing = spans.so_long(days, Term.DAY, reckoning)
    return replace(timing, rule="number", matched=str(days))


def _read_words(text: str, reckoning: Reckoning) -> Timing:
    tokens = with_clocks(tokenised(text))
    form = shape(tokens)
    for rule in RULES:
        for match in rule.pattern.finditer(form):
            found = Found(tokens, match)
            timing = rule.read(found, reckoning) if found.here else None
            if timing is not None:
                return _refined(timing, rule, found, text, reckoning)
    return UNKNOWN


def _refined(timing: Timing, rule: Rule, found: Found, text: str, reckoning: Reckoning) -> Timing:
    """With its words and anchor, at the time of day and as the deadline that stand beside the match."""
    if timing.status is not TimingStatus.UNKNOWN and (denial := denied_by(found)):
        return replace(UNKNOWN, rule=refusals.DENIED.id, matched=_words(text, [denial, *found.here]))
    named, taken = anchor(text, found.following) if rule.anchored else (PLAN, 0)
    beside = [*found.tokens[: found.match.start()], *found.following[taken:]]
    timing = replace(timing, rule=rule.id, matched=_words(text, found.here), anchor=named)
    if timing.status is not TimingStatus.OK:
        return timing
    if _is_contradicted(timing, rule, found, beside):
        return UNKNOWN
    clock = time_named([*found.here, *beside]) if rule.timed and not timing.elapsed else None
    has_warning = _name_another_time(beside)
    if not has_warning and any(_is_unread(token, found.tokens) for token in beside if token is not clock):
        return UNKNOWN
    if clock:
        matched = _words(text, [*found.here, clock])
        timing = replace(at_time(timing, clock, reckoning), rule=rule.id, matched=matched)
    if is_deadline(found):
        timing = as_deadline(timing, reckoning)
    if timing.kind is TimingKind.DEADLINE and timing.until and reckoning.is_too_far(timing.until):
        return _refused(timing)
    return with_warning(timing, TimingWarning.SEVERAL_TIMES) if has_warning else timing


def _words(text: str, tokens: Sequence[Token]) -> str:
    return text[min(token.start for token in tokens) : max(token.end for token in tokens)]


def _is_contradicted(timing: Timing, rule: Rule, found: Found, beside: Sequence[Token]) -> bool:
    """ "after Friday" is some day after it; of "in 2 hours at 14:00" only one can be meant."""
    is_after = not rule.anchored and any(token.terminal is Term.AFTER for token in found.lead)
    return is_after or (timing.elapsed and bool(_NAMED_TIME.search(shape(beside))))


def _is_unread(token: Token, tokens: Sequence[Token]) -> bool:
    """It may belong to the time, and no rule has read it. A number beside another word counts things: "3 emails"."""
    if token.terminal is Term.WORD:
        return token.text in _PARTS_OF_HOURS
    at = next(index for index, one in enumerate(tokens) if one is token)
    neighbours = [*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]]
    counts_things = token.terminal in (Term.NUMBER, Term.ORDINAL) and any(map(_is_thing, neighbours))
    return token.terminal in _OF_TIMES and not counts_things


def _is_thing(token: Token) -> bool:
    return token.terminal is Term.HASH or (token.terminal is Term.WORD and token.text not in _BETWEEN)


def _name_another_time(tokens: Sequence[Token]) -> bool:
    return bool(_ANOTHER_TIME.search(shape(tokens)))


def _is_in_reach(at: datetime, reckoning: Reckoning) -> bool:
    return not reckoning.is_past(at) and not reckoning.is_too_far(at)


def _refused(timing: Timing) -> Timing:
    return replace(REJECTED, rule=timing.rule, matched=timing.matched)
