"""What each event makes of a lead: ``evolve`` folds one more into its state.

The aggregate and every read model fold by this, so the meaning of an event is written once. Folding needs no clock
and cannot fail: it is told facts.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.lead import events as happened
from domain.lead.events import Event
from domain.lead.state import LeadState
from domain.plan.plan import Plan, StepStatus
from domain.reminders.reminder import ReminderId, ReminderKind
from domain.reminders.schedule import BatchedReminders, ReminderSchedule, RescheduledReminders

ACTIVITIES = (
    happened.PlanGenerated,
    happened.StepToggled,
    happened.StepSkipped,
    happened.StepSnoozed,
    happened.StepRescheduled,
    happened.ProspectReplied,
    happened.FollowUpResumed,
    happened.LeadRestored,
)
"""After which a lead is not quiet any more."""


def fold(history: Iterable[Event]) -> LeadState:
    """``history`` is one lead's, whole and in order; an empty one raises ``ValueError``."""
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
    match event:
        case happened.ProspectIdentified():
            return replace(state, prospect=event.prospect)
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
            schedule = state.schedule.rescheduled(event.rescheduled.reminders)
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
            return replace(state, schedule=schedule.snoozed(reminder_id, event.due, event.generation))
        case happened.StepSkipped():
            status, schedule = StepStatus.SKIPPED, schedule.skipped(reminder_id)
        case happened.StepToggled(done=True):
            status, schedule = StepStatus.DONE, schedule.completed(reminder_id, event.timestamp)
        case happened.StepToggled():
            rescheduled = event.rescheduled or RescheduledReminders()
            status, schedule = StepStatus.OPEN, schedule.rescheduled(rescheduled.reminders)
    return replace(state, plans=(*state.plans[:-1], plan.marked(event.step_id, status)), schedule=schedule)


def _dated(state: LeadState, event: happened.StepRescheduled | happened.DueTimesRederived) -> LeadState:
    schedule = state.schedule.rescheduled(event.rescheduled.reminders)
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
        case happened.ReminderSent():
            told = schedule.sent(event.reminder_id, event.generation, event.timestamp)
            return told.rescheduled(event.rescheduled.reminders) if event.rescheduled else told
        case happened.ReminderFailed():
            return schedule.failed(event.reminder_id, event.generation)
        case happened.ReminderUnconfirmed():
            return schedule.unconfirmed(event.reminder_id, event.generation)
        case happened.ReminderExpired():
            return schedule.expired(event.reminder_id, event.generation)
        case happened.ReminderRequeued():
            again = schedule.requeued(event.reminder_id, event.generation)
            # A step's reminder is ahead again: none is followed up meanwhile.
            return again.without_follow_ups() if event.reminder_id.kind is ReminderKind.PLAN_STEP else again
        case happened.ReminderResolved(delivered=True):
            return schedule.sent(event.reminder_id, event.generation, event.timestamp)
        case happened.ReminderResolved():
            return schedule.failed(event.reminder_id, event.generation)
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
