"""What a lead is after its events: ``evolve`` folds one more in.

The aggregate decides by this state and every read model of a lead shows it, so the meaning of an event is written
once. Folding needs no clock and cannot fail: it is told facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from domain import lead_events as happened
from domain.errors import UnknownPlan
from domain.lead_events import Event
from domain.plan import Plan, StepStatus
from domain.prospect import Prospect
from domain.reminder import ReminderId
from domain.reminder_schedule import Rearmament, ReminderSchedule

LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class LeadState:
    """``version`` counts the events folded; ``changed_at`` is the time of the last."""

    lead_id: UUID
    owner_id: int
    chat_id: int
    note: str
    captured_at: datetime
    changed_at: datetime
    version: int = 1
    prospect: Prospect = field(default_factory=Prospect)
    plans: tuple[Plan, ...] = ()
    schedule: ReminderSchedule = field(default_factory=ReminderSchedule)
    deleted_at: datetime | None = None

    @property
    def plan(self) -> Plan | None:
        """The present one: the last that was made."""
        return self.plans[-1] if self.plans else None

    def plan_number(self, number: int) -> Plan:
        """Raises ``UnknownPlan``."""
        if not 1 <= number <= len(self.plans):
            raise UnknownPlan(number)
        return self.plans[number - 1]

    @property
    def title(self) -> str:
        """What people call it: the prospect's name, else the company, else a short id."""
        return self.prospect.name or self.prospect.company or f"Lead #{self.short_id}"

    @property
    def label(self) -> str:
        """How it is told from others in a list: the title when that is a name, else the note's first words."""
        named = self.prospect.name or self.prospect.company
        return named or " ".join(self.note.split())[:LABEL_LENGTH]

    @property
    def short_id(self) -> str:
        return self.lead_id.hex[:8]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


def fold(history: Iterable[Event]) -> LeadState:
    """``history`` is one lead's, whole and in order; an empty one raises ``ValueError``."""
    state: LeadState | None = None
    for event in history:
        state = born(event) if isinstance(event, happened.LeadCaptured) else evolve(_alive(state), event)
    return _alive(state)


def born(event: happened.LeadCaptured) -> LeadState:
    return LeadState(
        lead_id=event.originator_id,
        owner_id=event.owner_id,
        chat_id=event.chat_id,
        note=event.note,
        captured_at=event.timestamp,
        changed_at=event.timestamp,
    )


def evolve(state: LeadState, event: Event) -> LeadState:
    return replace(_changed(state, event), version=event.originator_version, changed_at=event.timestamp)


def _changed(state: LeadState, event: Event) -> LeadState:
    match event:
        case happened.ProspectIdentified():
            return replace(state, prospect=event.prospect)
        case happened.PlanGenerated():
            schedule = state.schedule.planned(state.lead_id, event.plan)
            return replace(state, plans=(*state.plans, event.plan), schedule=schedule)
        case happened.LeadDeleted():
            return replace(state, deleted_at=event.timestamp)
        case happened.LeadRestored():
            schedule = state.schedule.rearmed(event.rearmed.reminders)
            return replace(state, deleted_at=None, schedule=schedule)
        case happened.StepToggled() | happened.StepSkipped() | happened.StepSnoozed():
            return _step_changed(state, event)
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
            rearmed = event.rearmed or Rearmament()
            status, schedule = StepStatus.OPEN, schedule.rearmed(rearmed.reminders)
    return replace(state, plans=(*state.plans[:-1], plan.marked(event.step_id, status)), schedule=schedule)


def _delivered(schedule: ReminderSchedule, event: Event) -> ReminderSchedule:
    match event:
        case happened.ReminderClaimed():
            return schedule.claimed(event.reminder_id, event.generation)
        case happened.ReminderSent():
            told = schedule.sent(event.reminder_id, event.generation, event.timestamp)
            return told.rearmed(event.rearmed.reminders) if event.rearmed else told
        case happened.ReminderFailed():
            return schedule.failed(event.reminder_id, event.generation)
        case happened.ReminderUnconfirmed():
            return schedule.unconfirmed(event.reminder_id, event.generation)
        case happened.ReminderExpired():
            return schedule.expired(event.reminder_id, event.generation)
        case happened.ReminderRequeued():
            return schedule.requeued(event.reminder_id, event.generation)
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


def _alive(state: LeadState | None) -> LeadState:
    if state is None:
        raise ValueError("a lead's history starts with LeadCaptured")
    return state
