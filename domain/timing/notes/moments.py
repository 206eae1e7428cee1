"""Which readings are no moment that a note asks for: lengths, names, and periods far ahead."""

from datetime import timedelta

from domain.timing.notes.surroundings import Surroundings
from domain.timing.notes.time_words import SHORT_DAYS, SOON
from domain.timing.notes.words.vocabulary import Cue
from domain.timing.timing import Grain

LENGTHS = frozenset({"span", "range", "range-of-words", "hour-and-minutes", "one-unit", "span-around-next"})
"""Rules by which a number of days is read; without "in" it is how long a thing lasts."""
PERIODS = frozenset({"month-name", "quarter-name", "end-of-period", "middle-of-period", "start-of-period"})
_NEAR = timedelta(days=14)


def is_no_moment(around: Surroundings) -> bool:
    timing, words = around.reading.timing, around.own
    if len(words) == 1 and words[0] in SHORT_DAYS and not _stands_alone(around):
        return True
    if _is_in_a_name(around):
        return True
    return timing.rule in LENGTHS and not any(word in SOON for word in words)


def _stands_alone(around: Surroundings) -> bool:
    """ "Sat with Tom", "Mon ami" are none; "call tue re pricing", "Tom, tue" are."""
    last = around.words[around.reading.after - 1]
    is_asked = any(mark.cue is Cue.VERB and around.reading.first - mark.after <= 2 for mark in around.before)
    return last.ends_clause or is_asked


def _is_in_a_name(around: Surroundings) -> bool:
    """ "Sunday Times article" """
    words, reading = around.words, around.reading
    if reading.after - reading.first > 1 or words[reading.after - 1].ends_clause:
        return False
    near = (Cue.VERB, Cue.AGREED, Cue.WANTED, Cue.NOUN)
    if any(mark.cue in near and (around.in_clause(mark) or mark.first == reading.after) for mark in around.all):
        return False
    return words[reading.first].is_capital and words[reading.after].is_capital


def is_far_period(around: Surroundings) -> bool:
    """ "in June", "in Q2"; but "next week" is soon."""
    timing = around.reading.timing
    return timing.rule in PERIODS and timing.at is not None and timing.at.date() - around.today > _NEAR


def is_today(around: Surroundings) -> bool:
    timing = around.reading.timing
    return timing.grain is Grain.DAY and timing.at is not None and timing.at.date() == around.today
