"""Phrases that name a time that is not ahead, or not known: the past, time before an event, denials."""

from domain.timing.rule import Rule, rejected, unknown

NO_SUCH_TIME = Rule(
    "no-such-time",
    "NO_CLOCK",
    unknown,
    {
        "tomorrow at 24:00": "unknown",
        "at 25:00": "unknown",
        "tomorrow at 9:75": "unknown",
        "Friday at 13pm": "unknown",
        "morgen um 24 Uhr": "unknown",
        "завтра в 24:00": "unknown",
        "mañana a las 25": "unknown",
    },
)
MINUS = Rule(
    "minus",
    "(?<![NUMBER DAY WEEK MONTH WORD WEEKDAY MONTH_NAME]) MINUS NUMBER | TEE DASH NUMBER"
    "| (?<![NUMBER AN ORDINAL EVERY PER NEXT THIS LAST]) (?:DAY|WEEK|MONTH) MINUS NUMBER"
    "| (?:WEEK|MONTH) NUMBER DAY MINUS NUMBER",
    rejected,
    {"-3 days": "rejected", "minus 3 days": "rejected", "T-3": "rejected", "Day -1": "rejected"},
)
AGO = Rule(
    "ago",
    "UNIT AGO | (?:AGO|BEFORE) ABOUT? NUM DASH? UNIT",
    rejected,
    {"2 days ago": "rejected", "3 дні тому": "rejected", "2 недели назад": "rejected", "hace 3 días": "rejected"},
)
BEFORE_BY_SPAN = Rule(
    "so-long-before",
    "UNIT (?:BEFORE | UNTIL (?!NUMBER))",
    unknown,
    {"1 day before the demo": "unknown", "3 weeks prior to the event": "unknown"},
)
BEFORE = Rule(
    "before",
    "BEFORE",
    unknown,
    {"before the meeting": "unknown", "перед дзвінком": "unknown", "antes de la llamada": "unknown"},
)
DENIED = Rule(
    "denied",
    "NOT (?:IN|HENCE|AFTER|ON|FOR|BY|WITHIN|UNTIL){0,2}"
    "(?:TODAY|NOW|IMMEDIATE|TOMORROW|WEEKDAY|WEEKEND|NUM DASH? UNIT|NEXT PERIOD)"
    "| (?:NOT|EXCEPT) NOW",
    unknown,
    {"not today": "unknown", "не зараз": "unknown", "not within 3 days": "unknown", "don't call today": "unknown"},
)
UNCLEAR_AMOUNT = Rule(
    "unclear-amount",
    "NUMBER SLASH NUMBER (?:SLASH NUMBER)? DASH? UNIT",
    unknown,
    {"2/3 days": "unknown", "3/5/7 days": "unknown"},
)
FROM_A_DATE = Rule(
    "from-a-date",
    "UNIT LATER? (?:AFTER|FROM) (?:(?:NEXT|THIS|ON)? (?:(?:WEEKDAY|WEEKDAY_SHORT|WEEKEND|ORDINAL|MONTH_NAME)"
    "(?:$|COMMA|STOP|MONTH_NAME|NUMBER)|HOLIDAY|DAY NUMBER|END_OF)"
    "|[^COMMA STOP COLON OPEN]{0,6} (?:MONTH_NAME (?:NUMBER|ORDINAL)|(?:NUMBER|ORDINAL) OF? MONTH_NAME|DATE))",
    unknown,
    {"3 days after Monday": "unknown", "2 weeks after signing on May 5": "unknown", "3 Tage nach Freitag": "unknown"},
)
WEEKDAY_OF_PERIOD = Rule(
    "weekday-of-period",
    "(?:ORDINAL|LAST) WEEKDAY (?:OF|IN)",
    unknown,
    {"first Monday of next month": "unknown", "last Friday of the month": "unknown"},
)
CLOCKS_BETWEEN = Rule(
    "clocks-between",
    "CLOCK (?:BETWEEN|AND) CLOCK",
    unknown,
    {"9am-5pm": "unknown", "between 9am and 5pm": "unknown", "10:00-12:00": "unknown"},
)
WEEKDAYS_BETWEEN = Rule(
    "weekdays-between",
    "(?:WEEKDAY|WEEKDAY_SHORT) (?:DASH|TO|SLASH|UNTIL|AND)? (?:WEEKDAY|WEEKDAY_SHORT)",
    unknown,
    {"Mon-Fri": "unknown", "Monday to Friday": "unknown", "Monday and Friday": "unknown", "пн-пт": "unknown"},
)
PAST = Rule(
    "past",
    "PAST | LAST (?:UNIT|WEEKDAY) | (?:UNIT|WEEKDAY) LAST",
    rejected,
    {"yesterday": "rejected", "last week": "rejected"},
)
