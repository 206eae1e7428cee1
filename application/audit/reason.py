"""A reason for the time of a reminder, or for its end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.due_time import DueTime


class ReasonKind(StrEnum):
    """How the reminder began, what set its time anew, what became of its messages, how it ended."""

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
    SENT_WITH_ANOTHER = "sent_with_another"
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


LAST_ACTIVITY, LAST_SENT = "last_activity", "last_sent"


@dataclass(frozen=True, slots=True)
class Reason:
    """``due`` is the time that it set, None when it set none. ``number`` is the step whose move or message included
    the reminder, the plan that replaced it, or a follow-up's count. ``detail`` is an operator's reason, or the base
    of a follow-up: ``LAST_ACTIVITY`` or ``LAST_SENT``."""

    kind: ReasonKind
    at: datetime
    actor: str = ""
    due: DueTime | None = None
    number: int = 0
    detail: str = ""
