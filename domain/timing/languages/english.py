"""English."""

from domain.timing.languages.vocabulary import Compounds, Lexicon, Numbers, twenty_one_to_ninety_nine
from domain.timing.terms import Term

_ONES: Numbers = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
}  # fmt: skip
_TEENS: Numbers = {
    10: "ten", 11: "eleven", 12: "twelve, a dozen, dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen",
}  # fmt: skip
_TENS: Numbers = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}

ARTICLES = "the"

LEXICON: Lexicon = {
    Term.NUMBER: {
        0: "zero",
        **_ONES,
        **_TEENS,
        **_TENS,
        **twenty_one_to_ninety_nine(_TENS, _ONES, "{ten} {one}, {ten} and {one}"),
        100: "a hundred, one hundred, hundred",
    },
    Term.AN: {1: "a, an"},
    Term.ORDINAL: {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"},
    Term.FRACTION: {
        0.25: "and a quarter, and quarter, and one quarter, and a quarter of, and quarter of, and one quarter of",
        0.5: "and a half, and an half, and half, and a half of, and two quarters, and two quarters of",
        0.75: "and three quarters, and three quarter, and three quarters of, and three quarter of",
    },
    Term.MINUTE: "min, mins, minute, minutes",
    Term.HOUR: "h, hr, hrs, hour, hours",
    Term.DAY: {0: "d, day", 2: "days"},
    Term.WORKDAY: "business day, business days, working day, working days, workday, workdays, weekday, weekdays, bd",
    Term.WEEK: {0: "w, wk, week", 2: "wks, weeks"},
    Term.FORTNIGHT: "fortnight, fortnights",
    Term.MONTH: {0: "mo, mth, month", 2: "mos, mths, months"},
    Term.QUARTER: {0: "quarter", 2: "quarters"},
    Term.YEAR: "yr, yrs, year, years",
    Term.IMMEDIATE: "immediately, immediate, right away, straight away, straightaway, at once, asap, instantly,"
    "as soon as possible, without delay, right now, just now, same day, on the same day",
    Term.NOW: "now",
    Term.TODAY: "today",
    Term.TOMORROW: {1: "tomorrow, tmrw, tmr, tomorow", 2: "day after tomorrow, overmorrow"},
    Term.PAST: "yesterday, day before yesterday",
    Term.WEEKDAY: {0: "monday", 1: "tuesday", 2: "wednesday", 3: "thursday", 4: "friday", 5: "saturday", 6: "sunday"},
    Term.WEEKDAY_SHORT: {0: "mon", 1: "tue, tues", 2: "wed", 3: "thu, thur, thurs", 4: "fri", 5: "sat", 6: "sun"},
    Term.WEEKEND: "weekend, week end",
    Term.MONTH_NAME: {
        1: "january, jan",
        2: "february, feb",
        3: "march, mar",
        4: "april, apr",
        5: "may",
        6: "june, jun",
        7: "july, jul",
        8: "august, aug",
        9: "september, sep, sept",
        10: "october, oct",
        11: "november, nov",
        12: "december, dec",
    },
    Term.DAYPART: {
        540: "morning, in the morning, first thing, first thing in the morning",
        720: "noon, midday, lunchtime",
        840: "afternoon, in the afternoon, after lunch, pm",
        1020: "end of day, end of the day, eod, close of business, cob, end of business, by close",
        1080: "evening, in the evening, night, at night",
    },
    Term.OCLOCK: "o'clock",
    Term.ADVERB: {
        1: "daily",
        7: "weekly",
        14: "biweekly, bi weekly, fortnightly",
        30: "monthly",
        90: "quarterly",
        365: "yearly",
    },
    Term.IN: "in, over, during",
    Term.LATER: "later, from now, from right now, hence, out, onwards, afterwards, after that",
    Term.AFTER: "after, since",
    Term.FROM: "from, between",
    Term.BEFORE: "before, prior to, prior, ahead of, pre, until before",
    Term.AGO: "ago",
    Term.BY: "by, no later than, not later than, at the latest by, latest by, at the latest",
    Term.WITHIN: "within, less than, under, inside, at most, no more than, not more than, up to, in less than",
    Term.UNTIL: "until, till, til",
    Term.TO: "to, through, thru",
    Term.OR: "or",
    Term.AND: "and",
    Term.OF: "of",
    Term.ON: "on",
    Term.AT: "at",
    Term.FOR: "for",
    Term.WAIT: "wait, waiting, pause, wait for, wait at least, at least, hold, hold for,snooze, snooze for",
    Term.ABOUT: "about, around, approximately, approx, roughly, circa, ca, some, exactly, another",
    Term.NEXT: {1: "next, upcoming, coming, following"},
    Term.THIS: "this, current",
    Term.LAST: "last, past, previous",
    Term.EVERY: "every, each",
    Term.PER: "per",
    Term.TIMES: "once, twice, times",
    Term.EARLY: "early, beginning of, start of, at the beginning of, at the start of, begin of",
    Term.MID: "mid, middle of, in the middle of",
    Term.LATE: "late",
    Term.END_OF: "end of, end, at the end of",
    Term.NOT: {
        0: "not, don't, dont, do not, never, can't, cant, cannot, won't, isn't, aren't, shouldn't, mustn't, neither,"
        "nor",
        1: "no, nothing, nobody, no one, none, didn't, didnt, did not, doesn't, doesnt, does not, haven't, havent,"
        "have not, hasn't, hasnt, has not",
        2: "without",
    },
    Term.EXCEPT: {
        0: "except, except for, excepting, excluding, apart from, aside from, other than, any day but, every day but,"
        "any time but, instead of, rather than",
        1: "skip, skipping, avoid, avoiding, exclude",
    },
    Term.IF: {0: "if", 1: "unless"},
    Term.TEE: "t",
    Term.MINUS: "minus, negative",
    Term.PLUS: "plus",
    Term.HOLIDAY: "black friday, good friday, cyber monday, giving tuesday,"
    "christmas, xmas, easter, thanksgiving, new year,"
    "new years, new year's, halloween, ramadan, diwali, hanukkah",
    Term.LASTING: "trial, guarantee, warranty, workshop, webinar, course, contract, sprint, pilot, plan, program,"
    "programme, experience, old, conference, subscription, history, demo, meeting, call, session, presentation, chat,"
    "event, training, break, sale, discount, offer, pass, stay, trip, notice, period, sla, window,"
    "project, deal, extension, of experience, in business, money, video, long, free, off",
    Term.WORD: {
        0: "calendar week, for now, until now, by now, now and then,"
        "up to now, as of now, since now, one day we, some day, someday, second to none, these days, may be, in person,"
        "don't forget, dont forget, do not forget, never forget, don't hesitate, do not hesitate, no rush, no hurry,"
        "no worries, no problem, no pressure, no matter, no show, no shows, no doubt, without fail, not only, not just,"
        "not urgent",
        1: "reply, replies, respond, response, responses, answer, answers, news, feedback, reaction, hear",
        2: "replied, responded, answered, heard, reacted",
    },
}

COMPOUNDS: Compounds = {
    "half": ((Term.NUMBER, 0.5),),
    "half a": ((Term.NUMBER, 0.5),),
    "half an": ((Term.NUMBER, 0.5),),
    "quarter of an": ((Term.NUMBER, 0.25),),
    "a quarter of an": ((Term.NUMBER, 0.25),),
    "three quarters of an": ((Term.NUMBER, 0.75),),
    "a couple": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "a couple of": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "couple": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "couple of": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "a pair of": ((Term.NUMBER, 2),),
    "a few": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "few": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "several": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "tonight": ((Term.TODAY, 0), (Term.DAYPART, 1080)),
    "this morning": ((Term.TODAY, 0), (Term.DAYPART, 540)),
    "this afternoon": ((Term.TODAY, 0), (Term.DAYPART, 840)),
    "this evening": ((Term.TODAY, 0), (Term.DAYPART, 1080)),
    "end of today": ((Term.TODAY, 0), (Term.DAYPART, 1020)),
    "right after": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
    "straight after": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
    "every other": ((Term.EVERY, 0), (Term.NUMBER, 2)),
    "eow": ((Term.END_OF, 0), (Term.WEEK, 0)),
    "eom": ((Term.END_OF, 0), (Term.MONTH, 0)),
    "eoq": ((Term.END_OF, 0), (Term.QUARTER, 0)),
    "eoy": ((Term.END_OF, 0), (Term.YEAR, 0)),
    "month end": ((Term.END_OF, 0), (Term.MONTH, 0)),
    "quarter end": ((Term.END_OF, 0), (Term.QUARTER, 0)),
    "year end": ((Term.END_OF, 0), (Term.YEAR, 0)),
}
