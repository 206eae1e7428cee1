"""One reminder: the promise to tell the owner about one step, and its state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.due_time import DueTime


class ReminderStatus(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"


class ReminderKind(StrEnum):
    PLAN_STEP = "plan_step"
    FOLLOW_UP = "follow_up"


NOT_TOLD = (ReminderStatus.FAILED, ReminderStatus.EXPIRED)
"""Its message did not arrive in time, as far as is known: it is in the overdue list."""


@dataclass(frozen=True, slots=True, order=True)
class ReminderId:
    """Names a reminder for all time: step 1 of a second plan is another reminder than step 1 of the first.

    A follow-up belongs to no plan: its ``plan_number`` is 0, and its ``step_id`` counts the lead's follow-ups.
    """

    lead_id: UUID
    plan_number: int
    step_id: int

    @classmethod
    def of_follow_up(cls, lead_id: UUID, number: int) -> "ReminderId":
        return cls(lead_id, 0, number)

    @property
    def kind(self) -> ReminderKind:
        return ReminderKind.PLAN_STEP if self.plan_number else ReminderKind.FOLLOW_UP

    def __str__(self) -> str:
        return f"{self.lead_id}:{self.plan_number}:{self.step_id}"

    @classmethod
    def parse(cls, text: str) -> "ReminderId":
        """The inverse of ``str``. Raise ``ValueError``."""
        lead_id, plan_number, step_id = text.split(":")
        return cls(UUID(lead_id), int(plan_number), int(step_id))


@dataclass(frozen=True, slots=True)
class Reminder:
    """``generation`` counts the times it was scheduled, from 1; each may be claimed once.

    ``claimed_generation`` is the last that was claimed, 0 for none. ``batched_with`` is the claim, a reminder and its
    generation, whose message has this reminder too. The methods are total: they fold facts, and a fact about an older
    generation changes the counters only.
    """

    id: ReminderId
    due: DueTime
    generation: int = 1
    claimed_generation: int = 0
    status: ReminderStatus = ReminderStatus.PENDING
    reminder_count: int = 0
    snooze_count: int = 0
    last_reminded_at: datetime | None = None
    completed_at: datetime | None = None
    batched_with: tuple[ReminderId, int] | None = None

    @property
    def due_at(self) -> datetime:
        return self.due.at

    @property
    def is_spent(self) -> bool:
        """Whether the present generation was claimed, so that only a new one can be sent."""
        return self.claimed_generation >= self.generation

    @property
    def is_ahead(self) -> bool:
        """Whether it waits for its time, or is in flight."""
        return self.status in (ReminderStatus.PENDING, ReminderStatus.CLAIMED)

    @property
    def is_wanted(self) -> bool:
        """Whether a message about the present generation is still worth sending."""
        over = (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED, ReminderStatus.CANCELLED)
        return self.status not in over

    def claimed(self, generation: int) -> "Reminder":
        is_present = generation == self.generation
        status = ReminderStatus.CLAIMED if is_present else self.status
        return replace(self, claimed_generation=max(generation, self.claimed_generation), status=status)

    def claimed_with(self, leader: ReminderId, generation: int) -> "Reminder":
        """The message of ``leader`` has it too."""
        return replace(self.claimed(self.generation), batched_with=(leader, generation))

    def sent(self, generation: int, at: datetime) -> "Reminder":
        counted = replace(self, reminder_count=self.reminder_count + 1, last_reminded_at=at)
        return counted._settled(generation, ReminderStatus.SENT)

    def failed(self, generation: int) -> "Reminder":
        return self._settled(generation, ReminderStatus.FAILED)

    def unconfirmed(self, generation: int) -> "Reminder":
        return self._settled(generation, ReminderStatus.UNCONFIRMED)

    def expired(self, generation: int) -> "Reminder":
        return self._settled(generation, ReminderStatus.EXPIRED)

    def requeued(self, generation: int) -> "Reminder":
        """Its message is sent once more."""
        return replace(self, status=ReminderStatus.CLAIMED) if self.may_be_requeued(generation) else self

    def may_be_requeued(self, generation: int) -> bool:
        """Whether this generation's message ended without arriving, as far as is known."""
        ended = (ReminderStatus.FAILED, ReminderStatus.UNCONFIRMED, ReminderStatus.EXPIRED)
        return generation == self.generation and self.status in ended

    def completed(self, at: datetime) -> "Reminder":
        return replace(self, status=ReminderStatus.COMPLETED, completed_at=at)

    def skipped(self) -> "Reminder":
        return replace(self, status=ReminderStatus.SKIPPED)

    def cancelled(self) -> "Reminder":
        """A newer plan took over; a reminder that was sent or is done stays as it was."""
        is_waiting = self.status in (ReminderStatus.PENDING, ReminderStatus.CLAIMED, *NOT_TOLD)
        return replace(self, status=ReminderStatus.CANCELLED) if is_waiting else self

    def rescheduled(self, due: DueTime, generation: int) -> "Reminder":
        return replace(
            self, due=due, generation=generation, status=ReminderStatus.PENDING, completed_at=None, batched_with=None
        )

    def snoozed(self, due: DueTime, generation: int) -> "Reminder":
        return replace(self.rescheduled(due, generation), snooze_count=self.snooze_count + 1)

    def _settled(self, generation: int, status: ReminderStatus) -> "Reminder":
        # Done, skipped or snoozed while the message was in flight: the owner's word is the newer one.
        uncertain = (ReminderStatus.CLAIMED, ReminderStatus.UNCONFIRMED, ReminderStatus.EXPIRED)
        in_flight = self.status in uncertain
        return replace(self, status=status) if in_flight and generation == self.generation else self
