"""The loops, by their work: what is recorded says which of them to wake."""

from enum import StrEnum


class Work(StrEnum):
    """Updates to handle, leads to plan, reminders to claim, quiet leads to follow up, messages to send, and what is
    done from time to time."""

    UPDATES = "updates"
    PLANS = "plans"
    REMINDERS = "reminders"
    FOLLOW_UPS = "follow_ups"
    MESSAGES = "messages"
    HOUSEKEEPING = "housekeeping"


ANY_WORK = frozenset(Work)
