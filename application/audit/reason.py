"""One thing that set the time of a reminder, or ended the matter."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.due_time import DueTime


class What(StrEnum):
    """What happened: how the reminder came to be, what set its time anew, what became of it, how it ended."""

    PLANNED = "planned"
    FOLLOW_UP_SCHEDULED = "follow_up_scheduled"

    SNOOZED = "snoozed"
    MOVED = "moved"
    MOVED_ALONG = "moved_along"
    REDERIVED = "rederived"
    REOPENED = "reopened"
    RESTORED = "restored"
    KEPT_APART = "kept_apart"

    CLAIMED = "claimed"
    TOLD_WITH_ANOTHER = "told_with_another"
    SENT = "sent"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"
    REQUEUED = "requeued"
    FOUND_DELIVERED = "found_delivered"
    FOUND_NOT_DELIVERED = "found_not_delivered"

    DONE = "done"
    SKIPPED = "skipped"
    DELETED = "deleted"
    REPLACED = "replaced"
    LEAD_ACTIVE = "lead_active"
    STOPPED = "stopped"


LAST_ACTIVITY, LAST_TOLD = "last_activity", "last_told"


@dataclass(frozen=True, slots=True)
class Reason:
    """``due`` is the time that it set, None when it set none. ``number`` is the step whose move or message took it
    along, the plan that replaced it, or a follow-up's count. ``detail`` is a reason that was given, or from what a
    follow-up counts."""

    what: What
    at: datetime
    actor: str = ""
    due: DueTime | None = None
    number: int = 0
    detail: str = ""
