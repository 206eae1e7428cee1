"""The order in which the rules are asked: the first that reads the text decides, so the surer ones come first."""

from domain.timing.rules import labels, ranges, recurring, refusals, spans, times_of_day
from domain.timing.rules.days import calendar_periods, dates, immediate, weekdays, working_days

RULES = (
    spans.NUMBER_ALONE,
    # phrases that later rules would misread
    refusals.NO_SUCH_TIME,
    refusals.MINUS,
    refusals.AGO,
    refusals.BEFORE_BY_SPAN,
    refusals.UNCLEAR_AMOUNT,
    refusals.FROM_A_DATE,
    recurring.TIMES_A_UNIT,
    # labels: the planner's own numbering
    labels.WEEK_AND_DAY,
    labels.MONTH_AND_WEEK,
    labels.WEEK_AND_WEEKDAY,
    labels.END_OF_DAY,
    labels.DAY,
    calendar_periods.FIRST_DAY,
    calendar_periods.LAST_DAY,
    calendar_periods.DAY_OF_MONTH,
    recurring.EVERY_SPAN,
    recurring.EVERY_WEEKDAY,
    labels.ORDINAL_DAY,
    labels.UNIT,
    refusals.BEFORE,
    refusals.DENIED,
    refusals.WEEKDAY_OF_PERIOD,
    # spans, the special ones first
    spans.AFTER_A_DAY,
    weekdays.WEEKDAY_IN_SPAN,
    dates.DATE,
    dates.DAY_THEN_MONTH,
    dates.MONTH_THEN_DAY,
    ranges.RANGE,
    ranges.RANGE_OF_WORDS,
    spans.HOUR_AND_MINUTES,
    spans.SPAN,
    spans.SPAN_AROUND_NEXT,
    spans.ONE_UNIT,
    # days that have a name
    working_days.NEXT_WORKING_DAY,
    immediate.NAMED_DAY,
    immediate.NEXT_DAY,
    weekdays.WEEKDAY_RANGE,
    refusals.WEEKDAYS_BETWEEN,
    weekdays.NEXT_WEEKDAY,
    weekdays.WEEKDAY,
    weekdays.WEEKEND,
    # the calendar
    calendar_periods.END,
    calendar_periods.MIDDLE,
    calendar_periods.LATE,
    calendar_periods.START,
    calendar_periods.THIS_WEEK,
    calendar_periods.QUARTER,
    dates.MONTH,
    # the rest
    immediate.IMMEDIATE,
    immediate.NOW,
    refusals.CLOCKS_BETWEEN,
    times_of_day.TIME_ALONE,
    recurring.ADVERB,
    refusals.PAST,
)
