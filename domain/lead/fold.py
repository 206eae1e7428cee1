"""The meaning of each event of a lead: ``evolve`` folds one more into its state.

The aggregate and every read model fold by this, so the meaning of an event is written once. Folding needs no clock
and cannot fail: events are facts.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.lead import events as happened
from domain.lead.description import Description, described
from domain.lead.events import Event
from domain.lead.state import LeadState
from domain.plan.plan import Plan, StepStatus
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind
from domain.reminders.schedule import BatchedReminders, ReminderSchedule

ACTIVITIES = (
    happened.PlanGenerated,
    happened.StepToggled,
    happened.StepSkipped,
    happened.StepSnoozed,
    happened.StepRescheduled,
    happened.ProspectReplied,
    happened.NoteAdded,
    happened.FollowUpResumed,
    happened.LeadRestored,
)
"""After which a lead is not quiet any more."""


def fold(history: Iterable[Event]) -> LeadState:
    """``history`` is one lead's, whole and in order; Raise ``ValueError`` for an empty one."""
    state: LeadState | None = None
    for event in history:
        if isinstance(event, happened.LeadCaptured):
            state = initial_state(event)
        else:
            state = evolve(_require_started(state), event)
    return _require_started(state)


def initial_state(event: happened.LeadCaptured) -> LeadState:
    return LeadState(
        lead_id=event.originator_id,
        bot_id=event.bot_id,
        owner_id=event.owner_id,
        chat_id=event.chat_id,
        note=event.note,
        captured_at=event.timestamp,
        changed_at=event.timestamp,
        active_at=event.timestamp,
        captured_by=event.command_id,
    )


def evolve(state: LeadState, event: Event) -> LeadState:
    changed = replace(_changed(state, event), version=event.originator_version, changed_at=event.timestamp)
    return _active(changed) if isinstance(event, ACTIVITIES) else changed


def _active(state: LeadState) -> LeadState:
    """The follow-ups count anew."""
    return replace(
        state,
        active_at=state.changed_at,
        schedule=state.schedule.without_follow_ups(),
        follow_ups=replace(state.follow_ups, earlier=state.follow_ups.scheduled, count=0),
    )


def _changed(state: LeadState, event: Event) -> LeadState:
    if isinstance(event, Description):
        return described(state, event)
    match event:
        case happened.PlanGenerated():
            schedule = state.schedule.planned(state.lead_id, event.plan)
            return replace(state, plans=(*state.plans, event.plan), schedule=schedule)
        case happened.ProspectReplied():
            return replace(state, replies={**state.replies, event.plan_number: event.timestamp})
        case happened.LeadDeleted():
            return replace(state, deleted_at=event.timestamp)
        case happened.LeadErased():
            return state.erased(at=event.timestamp)
        case happened.LeadRestored():
            schedule = state.schedule.rescheduled(event.rescheduled)
            return replace(state, deleted_at=None, schedule=schedule)
        case happened.StepToggled() | happened.StepSkipped() | happened.StepSnoozed():
            return _step_changed(state, event)
        case happened.StepRescheduled() | happened.DueTimesRederived():
            return _dated(state, event)
        case (
            happened.FollowUpScheduled()
            | happened.FollowUpWithdrawn()
            | happened.FollowUpStopped()
            | happened.FollowUpResumed()
        ):
            return _followed_up(state, event)
        case _:
            return replace(state, schedule=_delivered(state.schedule, event))


def _step_changed(
    state: LeadState, event: happened.StepToggled | happened.StepSkipped | happened.StepSnoozed
) -> LeadState:
    plan, schedule = _planned(state), state.schedule
    reminder_id = ReminderId(state.lead_id, plan.number, event.step_id)
    match event:
        case happened.StepSnoozed():
            snoozed = schedule.changed(reminder_id, lambda reminder: reminder.snoozed(event.due, event.generation))
            return replace(state, schedule=snoozed)
        case happened.StepSkipped():
            status, schedule = StepStatus.SKIPPED, schedule.changed(reminder_id, Reminder.skipped)
        case happened.StepToggled(done=True):
            completed = schedule.changed(reminder_id, lambda reminder: reminder.completed(event.timestamp))
            status, schedule = StepStatus.DONE, completed
        case happened.StepToggled():
            status, schedule = StepStatus.OPEN, schedule.rescheduled(event.rescheduled)
    return replace(state, plans=(*state.plans[:-1], plan.marked(event.step_id, status)), schedule=schedule)


def _dated(state: LeadState, event: happened.StepRescheduled | happened.DueTimesRederived) -> LeadState:
    schedule = state.schedule.rescheduled(event.rescheduled)
    if state.plan is None:
        return replace(state, schedule=schedule)
    plan = state.plan
    for one in event.dates.steps:
        plan = plan.dated(one.step_id, one.due)
    return replace(state, plans=(*state.plans[:-1], plan), schedule=schedule)


FollowUpEvent = (
    happened.FollowUpScheduled | happened.FollowUpWithdrawn | happened.FollowUpStopped | happened.FollowUpResumed
)


def _followed_up(state: LeadState, event: FollowUpEvent) -> LeadState:
    match event:
        case happened.FollowUpWithdrawn():
            series = replace(state.follow_ups, count=state.follow_ups.count - 1)
            return replace(state, follow_ups=series, schedule=state.schedule.without_follow_ups())
        case happened.FollowUpScheduled():
            series = replace(state.follow_ups, scheduled=event.number, count=event.count)
            reminder_id = ReminderId.of_follow_up(state.lead_id, event.number)
            return replace(state, follow_ups=series, schedule=state.schedule.with_follow_up(reminder_id, event.due))
        case happened.FollowUpStopped():
            series = replace(state.follow_ups, is_stopped=True)
            return replace(state, follow_ups=series, schedule=state.schedule.without_follow_ups())
        case happened.FollowUpResumed():
            return replace(state, follow_ups=replace(state.follow_ups, is_stopped=False))


def _delivered(schedule: ReminderSchedule, event: Event) -> ReminderSchedule:
    match event:
        case happened.ReminderClaimed():
            return schedule.claimed(event.reminder_id, event.generation, event.together or BatchedReminders())
        case happened.ReminderSent() | happened.ReminderResolved(delivered=True):
            at = event.timestamp
            sent = schedule.settled(
                event.reminder_id, event.generation, lambda one, generation: one.sent(generation, at)
            )
            return sent.rescheduled(event.rescheduled) if isinstance(event, happened.ReminderSent) else sent
        case happened.ReminderFailed() | happened.ReminderResolved():
            return schedule.settled(event.reminder_id, event.generation, Reminder.failed)
        case happened.ReminderUnconfirmed():
            return schedule.settled(event.reminder_id, event.generation, Reminder.unconfirmed)
        case happened.ReminderExpired():
            return schedule.settled(event.reminder_id, event.generation, Reminder.expired)
        case happened.ReminderRequeued():
            again = schedule.settled(event.reminder_id, event.generation, Reminder.requeued)
            # A step's reminder is ahead again: none is followed up meanwhile.
            return again.without_follow_ups() if event.reminder_id.kind is ReminderKind.PLAN_STEP else again
        case _:
            raise TypeError(f"{type(event).__name__} is not an event that a lead's state knows")


def _planned(state: LeadState) -> Plan:
    if state.plan is None:
        raise ValueError(f"the log of lead {state.lead_id} changes a step before there is a plan")
    return state.plan


def _require_started(state: LeadState | None) -> LeadState:
    if state is None:
        raise ValueError("a lead's history starts with LeadCaptured")
    return state
