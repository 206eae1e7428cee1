"""Why a reminder comes when it comes: everything in a lead's history that set its time, or ended it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.audit.reason import LAST_ACTIVITY, LAST_SENT, Reason, ReasonKind
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
    """``history`` is one lead's, whole and in order. Raise ``ReminderNotFound``."""
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
    was, now = before.schedule.get(reminder_id), after.schedule.get(reminder_id)
    if now is None:
        return
    if was is None:
        yield _start(event, before, now)
        return
    due = _due_set(event, reminder_id)
    kind = _of_delivery(event, was) or _of_lead(event, due) or _of_step(event, before, reminder_id)
    if kind is not None:
        sets = None if kind is ReasonKind.SENT else due
        yield Reason(kind, event.timestamp, event.actor, sets, _number(event, kind), getattr(event, "reason", ""))
    if isinstance(event, happened.ReminderSent) and due is not None:
        yield Reason(ReasonKind.KEPT_APART, event.timestamp, event.actor, due)
    if now.status is ReminderStatus.CANCELLED and was.status is not now.status:
        yield _end(event, reminder_id.kind)


def _start(event: Event, before: LeadState, reminder: Reminder) -> Reason:
    if not isinstance(event, happened.FollowUpScheduled):
        return Reason(ReasonKind.PLANNED, event.timestamp, event.actor, reminder.due)
    since = LAST_ACTIVITY if reminder.due.base == before.active_at else LAST_SENT
    return Reason(ReasonKind.FOLLOW_UP_SCHEDULED, event.timestamp, event.actor, reminder.due, event.count, since)


def _of_delivery(event: Event, was: Reminder) -> ReasonKind | None:
    """What became of its message, alone or batched."""
    match event:
        case happened.ReminderClaimed() if event.together and was.id in event.together.reminders:
            return ReasonKind.SENT_WITH_ANOTHER
        case happened.ReminderClaimed() if event.reminder_id == was.id:
            return ReasonKind.CLAIMED
        case happened.ReminderResolved() if _is_about(was, event.reminder_id, event.generation):
            return ReasonKind.FOUND_DELIVERED if event.delivered else ReasonKind.FOUND_NOT_DELIVERED
    for event_class, kind in _OUTCOMES:
        if isinstance(event, event_class) and _is_about(was, event.reminder_id, event.generation):
            return kind
    return None


def _is_about(was: Reminder, leader: ReminderId, generation: int) -> bool:
    """Whether the message of that claim is about the reminder, alone or batched."""
    return leader == was.id or was.batched_with == (leader, generation)


_OUTCOMES = (
    (happened.ReminderSent, ReasonKind.SENT),
    (happened.ReminderFailed, ReasonKind.FAILED),
    (happened.ReminderUnconfirmed, ReasonKind.UNCONFIRMED),
    (happened.ReminderExpired, ReasonKind.EXPIRED),
    (happened.ReminderRequeued, ReasonKind.REQUEUED),
)


def _of_lead(event: Event, due: DueTime | None) -> ReasonKind | None:
    match event:
        case happened.LeadDeleted():
            return ReasonKind.DELETED
        case happened.LeadRestored() if due is not None:
            return ReasonKind.RESTORED
        case happened.DueTimesRederived() if due is not None:
            return ReasonKind.REDERIVED
        case _:
            return None


def _of_step(event: Event, before: LeadState, reminder_id: ReminderId) -> ReasonKind | None:
    plan = before.plan.number if before.plan else 0
    if reminder_id.kind is not ReminderKind.PLAN_STEP or reminder_id.plan_number != plan:
        return None
    match event:
        case happened.StepRescheduled() if event.step_id != reminder_id.step_id:
            return ReasonKind.MOVED_ALONG if _due_set(event, reminder_id) else None
        case happened.StepRescheduled():
            return ReasonKind.MOVED
        case happened.StepToggled(step_id=reminder_id.step_id):
            return ReasonKind.DONE if event.done else ReasonKind.REOPENED
        case happened.StepSkipped(step_id=reminder_id.step_id):
            return ReasonKind.SKIPPED
        case happened.StepSnoozed(step_id=reminder_id.step_id):
            return ReasonKind.SNOOZED
        case _:
            return None


def _due_set(event: Event, reminder_id: ReminderId) -> DueTime | None:
    if isinstance(event, happened.StepSnoozed):
        return event.due if event.step_id == reminder_id.step_id else None
    rescheduled = getattr(event, "rescheduled", None)
    found = rescheduled.reminders if isinstance(rescheduled, RescheduledReminders) else ()
    return next((reminder.due for reminder in found if reminder.reminder_id == reminder_id), None)


def _number(event: Event, kind: ReasonKind) -> int:
    match event:
        case happened.StepRescheduled() if kind is ReasonKind.MOVED_ALONG:
            return event.step_id
        case happened.ReminderClaimed() if kind is ReasonKind.SENT_WITH_ANOTHER:
            return event.reminder_id.step_id
        case _:
            return 0


def _end(event: Event, kind: ReminderKind) -> Reason:
    """Cancelled: a newer plan took over, or follow-ups have ended."""
    match event:
        case happened.PlanGenerated() if kind is ReminderKind.PLAN_STEP:
            return Reason(ReasonKind.REPLACED, event.timestamp, event.actor, number=event.plan.number)
        case happened.FollowUpStopped():
            return Reason(ReasonKind.STOPPED, event.timestamp, event.actor, detail=event.reason)
        case _:
            return Reason(ReasonKind.LEAD_ACTIVE, event.timestamp, event.actor)
