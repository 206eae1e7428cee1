"""Putting a reminder off, and what it says of itself."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording import callback_data as buttons
from application.wording.reminder import due_message, told_reminder
from application.wording.wall_clock import WallClock
from application.wording.why import why_message
from domain.errors import LeadIsDeleted, UnknownStep
from domain.lead.state import LeadState
from domain.plan.plan import PlanStep
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from domain.typed_times import SNOOZES
from entrypoints.bot.leads.time_pages import later_menu, put_off, put_off_already, snooze_question
from entrypoints.bot.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class TimeActions:
    """``numbers`` of a press are plan, step and the generation that its message told about."""

    use: UseCases

    async def later(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """A menu of times; on a reminder that is over, or has been put off since, what has become of it."""
        state, reminder = await self._told(command, numbers)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        if not _may_be_put_off(state, reminder, numbers):
            return Reply(rerendered(state, reminder, clock, generation=numbers[2]))
        return Reply(later_menu(state, reminder, await self.use.rescheduling.choices(command.owner_id), clock))

    async def back(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """From the menu to the reminder as it was told."""
        state, reminder = await self._told(command, numbers)
        is_as_told = reminder.id.kind is ReminderKind.FOLLOW_UP or _may_be_put_off(state, reminder, numbers)
        if is_as_told and reminder.generation == numbers[2]:
            return Reply(due_message(state, reminder))
        clock = await self.use.accounts.wall_clock(command.owner_id)
        return Reply(rerendered(state, reminder, clock, generation=numbers[2]))

    async def snooze(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """For 24 hours, or as the fourth number says."""
        plan, step, generation, *choice = numbers
        words = SNOOZES[choice[0] if choice else 0]
        return await self._snoozed(command, ReminderId(command.lead_id, plan, step), generation, words)

    async def ask_for_words(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """Only while the answer would count."""
        state, reminder = await self._told(command, numbers)
        if not _may_be_put_off(state, reminder, numbers):
            clock = await self.use.accounts.wall_clock(command.owner_id)
            return Reply(rerendered(state, reminder, clock, generation=numbers[2]))
        asks = buttons.step_data(buttons.SNOOZE_BY_WORDS, reminder.id, numbers[2])
        return Reply(snooze_question(state, _step(state, reminder.id)), is_new=True, asks=asks)

    async def snooze_by_words(self, command: OwnerCommand, numbers: tuple[int, ...], words: str) -> Reply:
        """Raises ``TimingRefused``, ``SnoozeRefused``."""
        _, reminder = await self._told(command, numbers)
        if reminder.status is ReminderStatus.PENDING and reminder.generation != numbers[2]:
            clock = await self.use.accounts.wall_clock(command.owner_id)
            return Reply(put_off_already(reminder, clock), is_new=True)
        plan, step, generation = numbers
        state = await self.use.commands.snooze_step(command, plan, step, generation=generation, words=words)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        return Reply(put_off(state, reminder_told(state, ReminderId(command.lead_id, plan, step)), clock), is_new=True)

    async def why(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """In a new message: the reminder stays to be acted on."""
        plan, step, _ = numbers
        found = await self.use.audit.reasons(ReminderId(command.lead_id, plan, step), owner_id=command.owner_id)
        return Reply(why_message(found, await self.use.accounts.wall_clock(command.owner_id)), is_new=True)

    async def _snoozed(self, command: OwnerCommand, reminder_id: ReminderId, generation: int, words: str) -> Reply:
        plan, step = reminder_id.plan_number, reminder_id.step_id
        state = await self.use.commands.snooze_step(command, plan, step, generation=generation, words=words)
        reminder = state.schedule.reminders[reminder_id]
        clock = await self.use.accounts.wall_clock(command.owner_id)
        message = rerendered(state, reminder, clock, generation=generation)
        return Reply(message, toast=f"⏰ Comes again {clock.shows(reminder.due_at)}")

    async def _told(self, command: OwnerCommand, numbers: tuple[int, ...]) -> tuple[LeadState, Reminder]:
        """Raises ``LeadNotFound``, ``LeadIsDeleted``, ``UnknownPlan``, ``UnknownStep``."""
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        if state.is_deleted:
            raise LeadIsDeleted(state.lead_id)
        return state, reminder_told(state, ReminderId(state.lead_id, *numbers[:2]))


def reminder_told(state: LeadState, reminder_id: ReminderId) -> Reminder:
    """Raises ``UnknownPlan``, ``UnknownStep``."""
    if reminder_id.kind is ReminderKind.PLAN_STEP:
        _step(state, reminder_id)
    reminder = state.schedule.get(reminder_id)
    if reminder is None:
        raise UnknownStep(reminder_id.step_id)
    return reminder


def rerendered(state: LeadState, reminder: Reminder, clock: WallClock, *, generation: int) -> Message:
    """What its message says now. ``generation`` is the one that it told about."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return due_message(state, reminder)
    return told_reminder(state, reminder, clock, generation=generation)


def _may_be_put_off(state: LeadState, reminder: Reminder, numbers: tuple[int, ...]) -> bool:
    """While its message is the last word about it."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return False
    is_over = reminder.status is ReminderStatus.CANCELLED or not _step(state, reminder.id).is_open
    is_present = state.plan is not None and state.plan.number == reminder.id.plan_number
    return is_present and not is_over and reminder.generation == numbers[2]


def _step(state: LeadState, reminder_id: ReminderId) -> PlanStep:
    return state.plan_number(reminder_id.plan_number).step(reminder_id.step_id)
