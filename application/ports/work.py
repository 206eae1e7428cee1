"""What loops there are, by the work that they look for: whoever records says which of them to wake."""

from enum import StrEnum


class Work(StrEnum):
    """What there may be to do: updates to handle, leads to plan, reminders to claim, quiet leads to follow up, messages
    to send; and what is done from time to time."""

    UPDATES = "updates"
    PLANS = "plans"
    REMINDERS = "reminders"
    FOLLOW_UPS = "follow_ups"
    MESSAGES = "messages"
    HOUSEKEEPING = "housekeeping"


ANY_WORK = frozenset(Work)
