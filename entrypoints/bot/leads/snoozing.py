"""Snoozing a reminder, and what its message shows afterwards."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.callback_data import OnReminder, Verb
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
    use: UseCases

    async def later(self, command: OwnerCommand, press: OnReminder) -> Reply:
        """A menu of times; the reminder as it is now when it is over, or was snoozed since."""
        state, reminder = await self._pressed(command, press)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        if not _may_be_snoozed(state, reminder, press):
            return Reply(shown_reminder(state, press, clock))
        return Reply(later_menu(state, reminder, await self.use.rescheduling.choices(command.owner_id), clock))

    async def back(self, command: OwnerCommand, press: OnReminder) -> Reply:
        """From the menu to the reminder as it was sent."""
        state, reminder = await self._pressed(command, press)
        if _may_be_snoozed(state, reminder, press):
            return Reply(due_message(state, reminder))
        return Reply(shown_reminder(state, press, await self.use.accounts.wall_clock(command.owner_id)))

    async def snooze(self, command: OwnerCommand, press: OnReminder, *, choice: int = 0) -> Reply:
        state = await self._snoozed(command, press, SNOOZES[choice])
        due_at = state.schedule.reminders[press.reminder_id].due_at
        clock = await self.use.accounts.wall_clock(command.owner_id)
        return Reply(shown_reminder(state, press, clock), toast=f"⏰ Comes again {clock.shows(due_at)}")

    async def ask_for_words(self, command: OwnerCommand, press: OnReminder) -> Reply:
        """Only while the answer would count."""
        state, reminder = await self._pressed(command, press)
        if not _may_be_snoozed(state, reminder, press):
            return Reply(shown_reminder(state, press, await self.use.accounts.wall_clock(command.owner_id)))
        asks = OnReminder(Verb.SNOOZE_BY_WORDS, reminder.id, press.generation).encode()
        return Reply(snooze_question(state, _step(state, reminder.id)), is_new=True, asks=asks)

    async def snooze_by_words(self, command: OwnerCommand, question: OnReminder, words: str) -> Reply:
        """Raise ``TimingRefused``, ``SnoozeRefused``."""
        _, reminder = await self._pressed(command, question)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        if reminder.status is ReminderStatus.PENDING and reminder.generation != question.generation:
            return Reply(put_off_already(reminder, clock), is_new=True)
        state = await self._snoozed(command, question, words)
        return Reply(put_off(state, _reminder(state, question.reminder_id), clock), is_new=True)

    async def why(self, command: OwnerCommand, press: OnReminder) -> Reply:
        """In a new message: the reminder stays to be acted on."""
        found = await self.use.audit.reasons(press.reminder_id, owner_id=command.owner_id)
        return Reply(why_message(found, await self.use.accounts.wall_clock(command.owner_id)), is_new=True)

    async def _snoozed(self, command: OwnerCommand, press: OnReminder, words: str) -> LeadState:
        plan, step = press.reminder_id.plan_number, press.reminder_id.step_id
        return await self.use.commands.snooze_step(command, plan, step, generation=press.generation, words=words)

    async def _pressed(self, command: OwnerCommand, press: OnReminder) -> tuple[LeadState, Reminder]:
        """Raise ``LeadNotFound``, ``LeadIsDeleted``, ``UnknownPlan``, ``UnknownStep``."""
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        if state.is_deleted:
            raise LeadIsDeleted(state.lead_id)
        return state, _reminder(state, press.reminder_id)


def shown_reminder(state: LeadState, press: OnReminder, clock: WallClock) -> Message:
    """What the message that was pressed says now. Raise ``UnknownPlan``, ``UnknownStep``."""
    reminder = _reminder(state, press.reminder_id)
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return due_message(state, reminder)
    return told_reminder(state, reminder, clock, generation=press.generation)


def _reminder(state: LeadState, reminder_id: ReminderId) -> Reminder:
    """Raise ``UnknownPlan``, ``UnknownStep``."""
    if reminder_id.kind is ReminderKind.PLAN_STEP:
        _step(state, reminder_id)
    reminder = state.schedule.get(reminder_id)
    if reminder is None:
        raise UnknownStep(reminder_id.step_id)
    return reminder


def _may_be_snoozed(state: LeadState, reminder: Reminder, press: OnReminder) -> bool:
    """While its message is the latest about it."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return False
    is_over = reminder.status is ReminderStatus.CANCELLED or not _step(state, reminder.id).is_open
    is_present = state.plan is not None and state.plan.number == reminder.id.plan_number
    return is_present and not is_over and reminder.generation == press.generation


def _step(state: LeadState, reminder_id: ReminderId) -> PlanStep:
    return state.plan_number(reminder_id.plan_number).step(reminder_id.step_id)
