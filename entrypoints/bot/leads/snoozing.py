"""Snoozing a reminder, and what its message shows afterwards."""

from application.delivery.message import Message
from application.wording.callback_data import OnReminder
from application.wording.reminder import answered_reminder, due_message
from application.wording.wall_clock import WallClock
from application.wording.why import why_message
from domain.errors import UnknownStep
from domain.lead.state import LeadState
from domain.plan.plan import PlanStep
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from domain.typed_times import OFFERED_TIMES
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.leads.time_pages import later_menu, put_off, put_off_already, snooze_question
from entrypoints.bot.replies.reply import Reply


async def later(lead: PressedLead, press: OnReminder) -> Reply:
    """A menu of times; the reminder as it is now when it is over, or was snoozed since."""
    state, reminder = await _pressed(lead, press)
    if not _may_be_snoozed(state, reminder, press):
        return Reply(shown_reminder(state, press, lead.clock))
    choices = await lead.use.rescheduling.choices(lead.command.owner_id)
    return Reply(later_menu(state, reminder, choices, lead.clock))


async def back(lead: PressedLead, press: OnReminder) -> Reply:
    """From the menu to the reminder as it was sent."""
    state, reminder = await _pressed(lead, press)
    may_be_snoozed = _may_be_snoozed(state, reminder, press)
    return Reply(due_message(state, reminder) if may_be_snoozed else shown_reminder(state, press, lead.clock))


async def snooze(lead: PressedLead, press: OnReminder, *, choice: int = 0) -> Reply:
    state = await _snoozed(lead, press, OFFERED_TIMES[choice])
    due_at = state.schedule.reminders[press.reminder_id].due_at
    toast = f"⏰ Comes again {lead.clock.shows(due_at)}"
    return Reply(shown_reminder(state, press, lead.clock), toast=toast)


async def ask_for_words(lead: PressedLead, press: OnReminder) -> Reply:
    """Only while the answer would count."""
    state, reminder = await _pressed(lead, press)
    if not _may_be_snoozed(state, reminder, press):
        return Reply(shown_reminder(state, press, lead.clock))
    return Reply(snooze_question(state, _step(state, reminder.id)), is_new=True, asks=press.encode())


async def snooze_by_words(lead: PressedLead, question: OnReminder, words: str) -> Reply:
    """Raise ``TimingRefused``, ``SnoozeRefused``."""
    _, reminder = await _pressed(lead, question)
    if reminder.status is ReminderStatus.PENDING and reminder.generation != question.generation:
        return Reply(put_off_already(reminder, lead.clock), is_new=True)
    state = await _snoozed(lead, question, words)
    return Reply(put_off(state, _reminder(state, question.reminder_id), lead.clock), is_new=True)


async def why(lead: PressedLead, press: OnReminder) -> Reply:
    """In a new message: the reminder stays to be acted on."""
    found = await lead.use.audit.reasons(press.reminder_id, owner_id=lead.command.owner_id)
    return Reply(why_message(found, lead.clock), is_new=True)


async def _snoozed(lead: PressedLead, press: OnReminder, words: str) -> LeadState:
    plan, step, commands = press.reminder_id.plan_number, press.reminder_id.step_id, lead.use.commands
    return await commands.snooze_step(lead.command, plan, step, generation=press.generation, words=words)


async def _pressed(lead: PressedLead, press: OnReminder) -> tuple[LeadState, Reminder]:
    """Raise ``LeadNotFound``, ``LeadIsDeleted``, ``UnknownPlan``, ``UnknownStep``."""
    state = await lead.undeleted()
    return state, _reminder(state, press.reminder_id)


def shown_reminder(state: LeadState, press: OnReminder, clock: WallClock) -> Message:
    """What the message that was pressed says now. Raise ``UnknownPlan``, ``UnknownStep``."""
    reminder = _reminder(state, press.reminder_id)
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return due_message(state, reminder)
    return answered_reminder(state, reminder, clock, generation=press.generation)


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
