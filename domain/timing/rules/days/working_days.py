"""Working days that need no number. Counted ones are spans: "3 business days"."""

from domain.timing.rule import Rule, point

NEXT_WORKING_DAY = Rule(
    "next-working-day",
    "LEAD (?:NEXT WORKDAY | WORKDAY NEXT)",
    lambda _found, reckoning: point(reckoning.working_days(1)).counting(elapsed=False, working_days=1),
    {"next business day": "2026-03-05"},
    anchored=True,
)
