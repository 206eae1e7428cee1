"""Why a reminder comes when it comes: everything in a lead's history that set its time, or ended the matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.audit.reason import LAST_ACTIVITY, LAST_TOLD, Reason, What
from application.errors import ReminderNotFound
from domain.due_time import DueTime
from domain.lead import events as happened
from domain.lead.events import Event
from domain.lead.fold import evolve, fold
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from domain.reminders.schedule import RescheduledReminders


@dataclass(frozen=True, slots=True)
class DueReasons:
    """``reasons`` are in the order of the log; the first is how the reminder came to be."""

    state: LeadState
    reminder: Reminder
    reasons: Sequence[Reason]


def due_reasons(history: Sequence[Event], reminder_id: ReminderId) -> DueReasons:
    """``history`` is one lead's, whole and in order. Raises ``ReminderNotFound``."""
    reasons = list[Reason]()
    for before, event, after in _steps_of(history):
        reasons += _reasons(event, before, after, reminder_id)
    state = fold(history)
    reminder = state.schedule.get(reminder_id)
    if reminder is None:
        raise ReminderNotFound(str(reminder_id))
    return DueReasons(state, reminder, reasons)


def _steps_of(history: Sequence[Event]) -> Iterator[tuple[LeadState, Event, LeadState]]:
    """Each event but the first, between the states before and after it."""
    before = fold(history[:1])
    for event in history[1:]:
        after = evolve(before, event)
        yield before, event, after
        before = after


def _reasons(event: Event, before: LeadState, after: LeadState, reminder_id: ReminderId) -> Iterator[Reason]:
    """What an event has to do with that reminder; mostly nothing."""
    was, now = before.schedule.get(reminder_id), after.schedule.get(reminder_id)
    if now is None:
        return
    if was is None:
        yield _start(event, before, now)
        return
    due = _due_set(event, reminder_id)
    what = _of_delivery(event, was) or _of_lead(event, due) or _of_step(event, before, reminder_id)
    if what is not None:
        sets = None if what is What.SENT else due
        yield Reason(what, event.timestamp, event.actor, sets, _number(event, what), getattr(event, "reason", ""))
    if isinstance(event, happened.ReminderSent) and due is not None:
        yield Reason(What.KEPT_APART, event.timestamp, event.actor, due)
    if now.status is ReminderStatus.CANCELLED and was.status is not now.status:
        yield _end(event, reminder_id.kind)


def _start(event: Event, before: LeadState, reminder: Reminder) -> Reason:
    if not isinstance(event, happened.FollowUpScheduled):
        return Reason(What.PLANNED, event.timestamp, event.actor, reminder.due)
    since = LAST_ACTIVITY if reminder.due.base == before.active_at else LAST_TOLD
    return Reason(What.FOLLOW_UP_SCHEDULED, event.timestamp, event.actor, reminder.due, event.count, since)


def _of_delivery(event: Event, was: Reminder) -> What | None:
    """What became of its message, or of the one that speaks of it too."""
    match event:
        case happened.ReminderClaimed() if event.together and was.id in event.together.reminders:
            return What.TOLD_WITH_ANOTHER
        case happened.ReminderClaimed() if event.reminder_id == was.id:
            return What.CLAIMED
        case happened.ReminderResolved() if _tells_of(was, event.reminder_id, event.generation):
            return What.FOUND_DELIVERED if event.delivered else What.FOUND_NOT_DELIVERED
    for kind, what in _OUTCOMES:
        if isinstance(event, kind) and _tells_of(was, event.reminder_id, event.generation):
            return what
    return None


def _tells_of(was: Reminder, leader: ReminderId, generation: int) -> bool:
    """Whether the message of that claim is about it, or speaks of it too."""
    return leader == was.id or was.batched_with == (leader, generation)


_OUTCOMES = (
    (happened.ReminderSent, What.SENT),
    (happened.ReminderFailed, What.FAILED),
    (happened.ReminderUnconfirmed, What.UNCONFIRMED),
    (happened.ReminderExpired, What.EXPIRED),
    (happened.ReminderRequeued, What.REQUEUED),
)


def _of_lead(event: Event, due: DueTime | None) -> What | None:
    match event:
        case happened.LeadDeleted():
            return What.DELETED
        case happened.LeadRestored() if due is not None:
            return What.RESTORED
        case happened.DueTimesRederived() if due is not None:
            return What.REDERIVED
        case _:
            return None


def _of_step(event: Event, before: LeadState, reminder_id: ReminderId) -> What | None:
    plan = before.plan.number if before.plan else 0
    if reminder_id.kind is not ReminderKind.PLAN_STEP or reminder_id.plan_number != plan:
        return None
    match event:
        case happened.StepRescheduled() if event.step_id != reminder_id.step_id:
            return What.MOVED_ALONG if _due_set(event, reminder_id) else None
        case happened.StepRescheduled():
            return What.MOVED
        case happened.StepToggled(step_id=reminder_id.step_id):
            return What.DONE if event.done else What.REOPENED
        case happened.StepSkipped(step_id=reminder_id.step_id):
            return What.SKIPPED
        case happened.StepSnoozed(step_id=reminder_id.step_id):
            return What.SNOOZED
        case _:
            return None


def _due_set(event: Event, reminder_id: ReminderId) -> DueTime | None:
    if isinstance(event, happened.StepSnoozed):
        return event.due if event.step_id == reminder_id.step_id else None
    rescheduled = getattr(event, "rescheduled", None)
    found = rescheduled.reminders if isinstance(rescheduled, RescheduledReminders) else ()
    return next((one.due for one in found if one.reminder_id == reminder_id), None)


def _number(event: Event, what: What) -> int:
    match event:
        case happened.StepRescheduled() if what is What.MOVED_ALONG:
            return event.step_id
        case happened.ReminderClaimed() if what is What.TOLD_WITH_ANOTHER:
            return event.reminder_id.step_id
        case _:
            return 0


def _end(event: Event, kind: ReminderKind) -> Reason:
    """Cancelled: a newer plan took over, or follow-ups are over for now."""
    match event:
        case happened.PlanGenerated() if kind is ReminderKind.PLAN_STEP:
            return Reason(What.REPLACED, event.timestamp, event.actor, number=event.plan.number)
        case happened.FollowUpStopped():
            return Reason(What.STOPPED, event.timestamp, event.actor, detail=event.reason)
        case _:
            return Reason(What.LEAD_ACTIVE, event.timestamp, event.actor)
