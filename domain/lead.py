"""The lead: one prospect being pursued by one owner, from the first note on.

Here a command is decided: a method checks, then triggers one event. What an event means is folded in ``lead_state``.
"""

from datetime import datetime
from typing import Self, cast
from uuid import UUID

from eventsourcing.domain import Aggregate

from domain import lead_events
from domain.due_time import DueTime
from domain.errors import (
    ClaimRefused,
    LeadHasNoPlan,
    LeadIsDeleted,
    LeadIsNotDeleted,
    NoteRefused,
    PlanRefused,
    PlanSuperseded,
    SnoozeRefused,
    StepIsClosed,
)
from domain.lead_state import LeadState, born, evolve
from domain.plan import Plan, PlanStep
from domain.prospect import Prospect
from domain.reminder import Reminder, ReminderId
from domain.reminder_rules import claimable, kept_apart, reopened, requeueable, resumed

MAX_NOTE_LENGTH = 20_000
"""Characters. Telegram splits a text at 4 096, so this is about five messages' worth."""


class Lead(Aggregate, created_event_name="LeadCaptured"):
    """Time is told by ``at``, aware; ``next_send`` is the owner's next send time after it."""

    TOPIC = "lead"

    class Event(lead_events.Event):
        def apply(self, aggregate: "Lead") -> None:
            if isinstance(self, lead_events.LeadCaptured):
                aggregate.state = born(self)
            else:
                aggregate.state = evolve(aggregate.state, self)

    Created = lead_events.Created
    LeadCaptured = lead_events.LeadCaptured
    ProspectIdentified = lead_events.ProspectIdentified
    PlanGenerated = lead_events.PlanGenerated
    StepToggled = lead_events.StepToggled
    StepSkipped = lead_events.StepSkipped
    StepSnoozed = lead_events.StepSnoozed
    ReminderClaimed = lead_events.ReminderClaimed
    ReminderSent = lead_events.ReminderSent
    ReminderFailed = lead_events.ReminderFailed
    ReminderUnconfirmed = lead_events.ReminderUnconfirmed
    ReminderExpired = lead_events.ReminderExpired
    ReminderRequeued = lead_events.ReminderRequeued
    ReminderResolved = lead_events.ReminderResolved
    LeadDeleted = lead_events.LeadDeleted
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
        self._refuse_if_deleted()
        if prospect != self.state.prospect:
            self.trigger_event(self.ProspectIdentified, timestamp=at, prospect=prospect)

    def adopt_plan(self, plan: Plan, *, at: datetime) -> None:
        """Raises ``PlanRefused`` unless ``plan`` is the next one and its steps count from 1."""
        self._refuse_if_deleted()
        step_ids = [step.id for step in plan.steps]
        if plan.number != self.next_plan_number or not step_ids or step_ids != list(range(1, len(step_ids) + 1)):
            raise PlanRefused(number=plan.number, expected=self.next_plan_number, step_ids=step_ids)
        self.trigger_event(self.PlanGenerated, timestamp=at, plan=plan)

    def toggle_step(self, step_id: int, *, at: datetime, next_send: DueTime) -> None:
        """Marks an open step done; reopens one that is done or skipped."""
        step = self._step(step_id)
        rearmed = None
        if not step.is_open:
            rearmed = reopened(self._reminder(step_id), at=at, next_send=next_send)
        self.trigger_event(self.StepToggled, timestamp=at, step_id=step.id, done=step.is_open, rearmed=rearmed)

    def skip_step(self, step_id: int, *, at: datetime) -> None:
        self._open_step(step_id)
        self.trigger_event(self.StepSkipped, timestamp=at, step_id=step_id)

    def snooze_step(self, step_id: int, *, until: DueTime, at: datetime) -> None:
        """Moves the reminder, not the step. Raises ``SnoozeRefused`` for a moment that has passed."""
        self._open_step(step_id)
        if until.at <= at:
            raise SnoozeRefused(until.at)
        generation = self._reminder(step_id).generation + 1
        self.trigger_event(self.StepSnoozed, timestamp=at, step_id=step_id, due=until, generation=generation)

    def claim_reminder(self, reminder_id: ReminderId, *, generation: int, at: datetime) -> None:
        """Spends this generation: it can never be claimed again. Raises ``ClaimRefused``."""
        if self.state.is_deleted:
            raise ClaimRefused(reminder_id, generation=generation, reason="its lead is deleted")
        waiting = self.state.schedule.get(reminder_id)
        reminder = claimable(waiting, reminder_id, generation=generation, at=at)
        self._trigger_delivery(self.ReminderClaimed, reminder_id, generation, at, due_at=reminder.due_at)

    # What became of a message is a fact: it is recorded whatever the lead has become meanwhile.

    def record_sent(self, reminder_id: ReminderId, *, generation: int, message_id: int, at: datetime) -> None:
        rearmed = kept_apart(self.state.schedule.get(reminder_id), sent_at=at)
        self._trigger_delivery(self.ReminderSent, reminder_id, generation, at, message_id=message_id, rearmed=rearmed)

    def record_failed(self, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime) -> None:
        self._trigger_delivery(self.ReminderFailed, reminder_id, generation, at, reason=reason)

    def record_unconfirmed(self, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime) -> None:
        self._trigger_delivery(self.ReminderUnconfirmed, reminder_id, generation, at, reason=reason)

    def record_expired(self, reminder_id: ReminderId, *, generation: int, at: datetime) -> None:
        self._trigger_delivery(self.ReminderExpired, reminder_id, generation, at)

    def record_resolved(
        self, reminder_id: ReminderId, *, generation: int, delivered: bool, reason: str, at: datetime
    ) -> None:
        self._trigger_delivery(self.ReminderResolved, reminder_id, generation, at, delivered=delivered, reason=reason)

    def requeue_reminder(self, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime) -> None:
        """An operator's wish to send a message once more. Raises ``RequeueRefused`` when nobody wants it now."""
        self._refuse_if_deleted()
        requeueable(self.state.schedule.get(reminder_id), reminder_id, generation=generation)
        self._trigger_delivery(self.ReminderRequeued, reminder_id, generation, at, reason=reason)

    def delete(self, *, at: datetime) -> None:
        self._refuse_if_deleted()
        self.trigger_event(self.LeadDeleted, timestamp=at)

    def restore(self, *, at: datetime, next_send: DueTime) -> None:
        """Puts back in force what waited when the lead was deleted; nothing comes at once."""
        if not self.state.is_deleted:
            raise LeadIsNotDeleted(self.id)
        rearmed = resumed(self.state.schedule, at=at, next_send=next_send)
        self.trigger_event(self.LeadRestored, timestamp=at, rearmed=rearmed)

    # What a decision or a caller asks for.

    def take_events(self) -> list[lead_events.Event]:
        """What was decided since the last time, to be recorded."""
        return [cast(lead_events.Event, event) for event in self.collect_events()]  # all of ours derive from it

    @property
    def next_plan_number(self) -> int:
        return self.state.plan.number + 1 if self.state.plan else 1

    def has_open_step(self, step_id: int) -> bool:
        """Raises ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
        return self._step(step_id).is_open

    def generation_of(self, step_id: int) -> int:
        """Of the step's reminder. Raises ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
        return self._reminder(self._step(step_id).id).generation

    def refuse_other_plan(self, plan_number: int) -> None:
        """Raises ``PlanSuperseded`` when ``plan_number`` is not the present plan's."""
        present = self._plan().number
        if plan_number != present:
            raise PlanSuperseded(asked=plan_number, present=present)

    def _trigger_delivery(
        self,
        fact: type[lead_events.Event],
        reminder_id: ReminderId,
        generation: int,
        at: datetime,
        **details: object,
    ) -> None:
        self.trigger_event(fact, timestamp=at, reminder_id=reminder_id, generation=generation, **details)

    def _reminder(self, step_id: int) -> Reminder:
        return self.state.schedule.reminders[ReminderId(self.id, self._plan().number, step_id)]

    def _plan(self) -> Plan:
        if self.state.plan is None:
            raise LeadHasNoPlan(self.id)
        return self.state.plan

    def _step(self, step_id: int) -> PlanStep:
        self._refuse_if_deleted()
        return self._plan().step(step_id)

    def _open_step(self, step_id: int) -> PlanStep:
        step = self._step(step_id)
        if not step.is_open:
            raise StepIsClosed(step_id)
        return step

    def _refuse_if_deleted(self) -> None:
        if self.state.is_deleted:
            raise LeadIsDeleted(self.id)
