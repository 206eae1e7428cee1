"""All reminders of one lead, folded from its facts: the lead decides by them, the read model shows them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.due_time import DueTime
from domain.plan.plan import Plan
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind


@dataclass(frozen=True, slots=True)
class RescheduledReminder:
    """The generation and the due time that were decided."""

    reminder_id: ReminderId
    generation: int
    due: DueTime


@dataclass(frozen=True, slots=True)
class RescheduledReminders:
    """The reminders that one decision rescheduled; a value of its own so that it is stored as itself."""

    reminders: tuple[RescheduledReminder, ...] = ()

    def erased(self) -> "RescheduledReminders":
        return RescheduledReminders(tuple(replace(one, due=one.due.erased()) for one in self.reminders))


@dataclass(frozen=True, slots=True)
class BatchedReminders:
    """Reminders that share the message of another; a value of its own so that it is stored as itself."""

    reminders: tuple[ReminderId, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderSchedule:
    """Immutable; every method returns the schedule after one fact, and none can fail."""

    reminders: Mapping[ReminderId, Reminder] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Reminder]:
        return iter(self.reminders.values())

    def get(self, reminder_id: ReminderId) -> Reminder | None:
        return self.reminders.get(reminder_id)

    def planned(self, lead_id: UUID, plan: Plan) -> "ReminderSchedule":
        """Reminders of older plans that waited are cancelled, and each step has its reminder."""
        cancelled = {reminder.id: reminder.cancelled() for reminder in self}
        ids = (ReminderId(lead_id, plan.number, step.id) for step in plan.steps)
        fresh = {id_: Reminder(id_, step.due) for id_, step in zip(ids, plan.steps, strict=True)}
        return ReminderSchedule({**cancelled, **fresh})

    def with_follow_up(self, reminder_id: ReminderId, due: DueTime) -> "ReminderSchedule":
        return ReminderSchedule({**self.reminders, reminder_id: Reminder(reminder_id, due)})

    def without_follow_ups(self) -> "ReminderSchedule":
        """Follow-ups that waited are cancelled."""
        is_over = {one.id: one.cancelled() for one in self if one.id.kind is ReminderKind.FOLLOW_UP}
        return ReminderSchedule({**self.reminders, **is_over})

    def batched_with(self, leader: ReminderId, generation: int) -> "list[Reminder]":
        """Return the reminders that share the message of that generation, in the order of their steps."""
        return sorted((one for one in self if one.batched_with == (leader, generation)), key=lambda one: one.id)

    def claimed(self, reminder_id: ReminderId, generation: int, together: BatchedReminders) -> "ReminderSchedule":
        schedule = self.changed(reminder_id, lambda reminder: reminder.claimed(generation))
        for one in together.reminders:
            schedule = schedule.changed(one, lambda reminder: reminder.claimed_with(reminder_id, generation))
        return schedule

    def settled(
        self, reminder_id: ReminderId, generation: int, change: Callable[[Reminder, int], Reminder]
    ) -> "ReminderSchedule":
        """The outcome of a message is that of all reminders in it; ``change`` takes each with its generation."""
        schedule = self.changed(reminder_id, lambda reminder: change(reminder, generation))
        for one in self.batched_with(reminder_id, generation):
            schedule = schedule.changed(one.id, lambda reminder: change(reminder, reminder.generation))
        return schedule

    def rescheduled(self, rescheduled: RescheduledReminders | None) -> "ReminderSchedule":
        news = {one.reminder_id: one for one in rescheduled.reminders} if rescheduled else {}
        changed = {
            id_: self.reminders[id_].rescheduled(news[id_].due, news[id_].generation)
            for id_ in self.reminders.keys() & news
        }
        return ReminderSchedule({**self.reminders, **changed})

    def erased(self) -> "ReminderSchedule":
        return ReminderSchedule({one.id: replace(one, due=one.due.erased()) for one in self})

    def changed(self, reminder_id: ReminderId, change: Callable[[Reminder], Reminder]) -> "ReminderSchedule":
        """The same for a reminder that is not the lead's."""
        reminder = self.reminders.get(reminder_id)
        if reminder is None:
            return self
        return ReminderSchedule({**self.reminders, reminder_id: change(reminder)})
