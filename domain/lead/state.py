"""The state of a lead after its events: the aggregate decides by it, and every read model of a lead shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from domain.erased import erased_text
from domain.errors import UnknownPlan
from domain.lead.prospect import Prospect
from domain.plan.plan import Plan
from domain.recorded_event import EventHeader
from domain.reminders.follow_ups import EVERY, UNTIL_AGE, FollowUps
from domain.reminders.reminder import ReminderId, ReminderKind
from domain.reminders.schedule import ReminderSchedule
from domain.visible_text import visible

LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class AddedNote:
    number: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeadState:
    """``version`` counts the events folded; ``changed_at`` is the time of the last, ``active_at`` of the last activity:
    the note, a plan, what the owner did to a step, a reply. ``replies`` are the plans, by their numbers, that the
    prospect has answered, and when the owner said so. ``captured_by`` is the command of the note: recording stamps it,
    so a lead that was captured just now does not know it yet, and is the same lead. ``corrected`` are the fields of the
    prospect that the owner has said; ``notes_added`` counts the withdrawn too."""

    lead_id: UUID
    bot_id: int
    owner_id: int
    chat_id: int
    note: str
    captured_at: datetime
    changed_at: datetime
    active_at: datetime
    captured_by: str = field(default="", compare=False)
    version: int = 1
    prospect: Prospect = field(default_factory=Prospect)
    corrected: frozenset[str] = frozenset()
    added_notes: tuple[AddedNote, ...] = ()
    notes_added: int = 0
    plans: tuple[Plan, ...] = ()
    replies: Mapping[int, datetime] = field(default_factory=dict)
    schedule: ReminderSchedule = field(default_factory=ReminderSchedule)
    follow_ups: FollowUps = field(default_factory=FollowUps)
    deleted_at: datetime | None = None
    erased_at: datetime | None = None

    def next_header(self, at: datetime) -> EventHeader:
        """Return the header of the event that follows at ``at``."""
        return self.lead_id, self.version + 1, at

    @property
    def plan(self) -> Plan | None:
        """The present one: the last that was made."""
        return self.plans[-1] if self.plans else None

    @property
    def replied_at(self) -> datetime | None:
        """When the owner said that the prospect has answered the present plan; None for not yet."""
        return self.replies.get(self.plan.number) if self.plan else None

    @property
    def next_plan_number(self) -> int:
        return len(self.plans) + 1

    def plan_number(self, number: int) -> Plan:
        """Raise ``UnknownPlan``."""
        if not 1 <= number <= len(self.plans):
            raise UnknownPlan(number)
        return self.plans[number - 1]

    @property
    def title(self) -> str:
        """The prospect's name, else the company, else a short id."""
        return self._named or f"Lead #{self.short_id}"

    @property
    def label(self) -> str:
        """Its name in a list: the title when that is a name, else the note's first words."""
        return self._named or visible(self.note)[:LABEL_LENGTH]

    @property
    def _named(self) -> str:
        return visible(self.prospect.name) or visible(self.prospect.company)

    @property
    def short_id(self) -> str:
        return self.lead_id.hex[:8]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    def erased(self, *, at: datetime) -> "LeadState":
        """Deleted for good: decisions and dates stay, without words of people."""
        return replace(
            self,
            note=erased_text(self.note),
            prospect=self.prospect.erased(),
            added_notes=tuple(replace(one, text=erased_text(one.text)) for one in self.added_notes),
            plans=tuple(plan.erased() for plan in self.plans),
            schedule=self.schedule.erased(),
            deleted_at=self.deleted_at or at,
            erased_at=at,
        )

    @property
    def quiet_since(self) -> datetime | None:
        """When the lead was last active or last had a reminder due: from then on follow-ups count.

        None while a reminder is ahead, when follow-ups are over, and when the next would come too late for the lead.
        """
        is_over = self.is_deleted or self.follow_ups.is_stopped
        if is_over or any(reminder.is_ahead for reminder in self.schedule):
            return None
        sent = [reminder.due_at for reminder in self.schedule if reminder.is_spent and self._counts(reminder.id)]
        since = max(self.active_at, *sent) if sent else self.active_at
        return since if since + EVERY <= self.captured_at + UNTIL_AGE else None

    def _counts(self, reminder_id: ReminderId) -> bool:
        """Follow-ups from before the last activity do not."""
        return reminder_id.kind is ReminderKind.PLAN_STEP or reminder_id.step_id > self.follow_ups.earlier
