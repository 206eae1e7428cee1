"""The lead: one prospect being pursued by one owner, from the first note on.

Here a command is decided: a method checks, then triggers one event. What an event means is folded in ``lead_state``.
The commands about steps, about delivery, about follow-ups and about replies are mixins, each in a module of its own.
"""

from datetime import datetime
from typing import Self, cast
from uuid import UUID

from eventsourcing.domain import Aggregate

from domain.due_time import DueTime
from domain.errors import (
    LeadHasNoPlan,
    LeadIsDeleted,
    LeadIsErased,
    LeadIsNotDeleted,
    NoteRefused,
    PlanRefused,
    PlanSuperseded,
    StepIsClosed,
)
from domain.lead import events as lead_events
from domain.lead.decisions.delivery import LeadDelivery
from domain.lead.decisions.follow_ups import LeadFollowUps
from domain.lead.decisions.replies import LeadReplies
from domain.lead.decisions.steps import LeadSteps
from domain.lead.fold import evolve, initial_state
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder, ReminderId
from domain.reminders.rules import resumed

MAX_NOTE_LENGTH = 20_000
"""Characters. Telegram splits a text at 4 096, so this is about five messages' worth."""


class Lead(LeadSteps, LeadDelivery, LeadFollowUps, LeadReplies, Aggregate, created_event_name="LeadCaptured"):
    """Time is told by ``at``, aware; ``next_send`` is the owner's next send time after it."""

    TOPIC = "lead"

    class Event(lead_events.Event):
        def apply(self, aggregate: "Lead") -> None:
            if isinstance(self, lead_events.LeadCaptured):
                aggregate.state = initial_state(self)
            else:
                aggregate.state = evolve(aggregate.state, self)

    Created = lead_events.Created
    LeadCaptured = lead_events.LeadCaptured
    ProspectIdentified = lead_events.ProspectIdentified
    PlanGenerated = lead_events.PlanGenerated
    StepToggled = lead_events.StepToggled
    StepSkipped = lead_events.StepSkipped
    StepSnoozed = lead_events.StepSnoozed
    StepRescheduled = lead_events.StepRescheduled
    DueTimesRederived = lead_events.DueTimesRederived
    ProspectReplied = lead_events.ProspectReplied
    FollowUpScheduled = lead_events.FollowUpScheduled
    FollowUpWithdrawn = lead_events.FollowUpWithdrawn
    FollowUpStopped = lead_events.FollowUpStopped
    FollowUpResumed = lead_events.FollowUpResumed
    ReminderClaimed = lead_events.ReminderClaimed
    ReminderSent = lead_events.ReminderSent
    ReminderFailed = lead_events.ReminderFailed
    ReminderUnconfirmed = lead_events.ReminderUnconfirmed
    ReminderExpired = lead_events.ReminderExpired
    ReminderRequeued = lead_events.ReminderRequeued
    ReminderResolved = lead_events.ReminderResolved
    LeadDeleted = lead_events.LeadDeleted
    LeadErased = lead_events.LeadErased
    LeadRestored = lead_events.LeadRestored

    def __init__(self) -> None:
        self.state: LeadState  # the first event gives it

    @classmethod
    def capture(cls, lead_id: UUID, *, owner_id: int, chat_id: int, note: str, at: datetime) -> Self:
        """Raises ``NoteRefused``."""
        text = note.strip()
        if not 1 <= len(text) <= MAX_NOTE_LENGTH:
            raise NoteRefused(length=len(text), limit=MAX_NOTE_LENGTH)
        return cls._create(cls.LeadCaptured, id=lead_id, timestamp=at, owner_id=owner_id, chat_id=chat_id, note=text)

    def identify_prospect(self, prospect: Prospect, *, at: datetime) -> None:
        self.refuse_if_deleted()
        if prospect != self.state.prospect:
            self.trigger_event(self.ProspectIdentified, timestamp=at, prospect=prospect)

    def adopt_plan(self, plan: Plan, *, at: datetime) -> None:
        """Raises ``PlanRefused`` unless ``plan`` is the next one and its steps count from 1."""
        self.refuse_if_deleted()
        step_ids = [step.id for step in plan.steps]
        if plan.number != self.next_plan_number or not step_ids or step_ids != list(range(1, len(step_ids) + 1)):
            raise PlanRefused(number=plan.number, expected=self.next_plan_number, step_ids=step_ids)
        self.trigger_event(self.PlanGenerated, timestamp=at, plan=plan)

    def delete(self, *, at: datetime) -> None:
        self.refuse_if_deleted()
        self.trigger_event(self.LeadDeleted, timestamp=at)

    def erase(self, reason: str, *, at: datetime) -> None:
        """Deleted or not. Raises ``LeadIsErased``."""
        self._refuse_if_erased()
        self.trigger_event(self.LeadErased, timestamp=at, reason=reason)

    def restore(self, *, at: datetime, next_send: DueTime) -> None:
        """Puts back in force what waited when the lead was deleted; nothing comes at once."""
        self._refuse_if_erased()
        if not self.state.is_deleted:
            raise LeadIsNotDeleted(self.id)
        rescheduled = resumed(self.state.schedule, at=at, next_send=next_send)
        self.trigger_event(self.LeadRestored, timestamp=at, rescheduled=rescheduled)

    # What a decision or a caller asks for.

    def take_events(self) -> list[lead_events.Event]:
        """What was decided since the last time, to be recorded."""
        return [cast(lead_events.Event, event) for event in self.collect_events()]  # all of ours derive from it

    @property
    def has_news(self) -> bool:
        """Whether something was decided that has not been taken yet."""
        return bool(self.pending_events)

    @property
    def next_plan_number(self) -> int:
        return self.state.plan.number + 1 if self.state.plan else 1

    def has_open_step(self, step_id: int) -> bool:
        """Raises ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
        return self.present_step(step_id).is_open

    def generation_of(self, step_id: int) -> int:
        """Of the step's reminder. Raises ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
        return self.reminder_of(self.present_step(step_id).id).generation

    def refuse_other_plan(self, plan_number: int) -> None:
        """Raises ``PlanSuperseded`` when ``plan_number`` is not the present plan's."""
        present = self.present_plan().number
        if plan_number != present:
            raise PlanSuperseded(asked=plan_number, present=present)

    # What the mixins see of it.

    def decide(self, what: type[lead_events.Event], at: datetime, **details: object) -> None:
        """Triggers ``what``, as this aggregate has taken it in."""
        self.trigger_event(getattr(self, what.__name__), timestamp=at, **details)

    def present_plan(self) -> Plan:
        if self.state.plan is None:
            raise LeadHasNoPlan(self.id)
        return self.state.plan

    def present_step(self, step_id: int) -> PlanStep:
        self.refuse_if_deleted()
        return self.present_plan().step(step_id)

    def open_step(self, step_id: int) -> PlanStep:
        step = self.present_step(step_id)
        if not step.is_open:
            raise StepIsClosed(step_id)
        return step

    def reminder_of(self, step_id: int) -> Reminder:
        return self.state.schedule.reminders[ReminderId(self.id, self.present_plan().number, step_id)]

    def refuse_if_deleted(self) -> None:
        self._refuse_if_erased()
        if self.state.is_deleted:
            raise LeadIsDeleted(self.id)

    def _refuse_if_erased(self) -> None:
        if self.state.is_erased:
            raise LeadIsErased(self.id)
