"""The handler of each button of a lead, and its reply."""

from collections.abc import Awaitable, Callable, Mapping

from application.delivery.message import say
from application.leads.commands import LeadCommands, OwnerCommand
from application.use_cases import UseCases
from application.wording.callback_data import (
    CallbackData,
    EditField,
    LeadData,
    MoveStep,
    OnLead,
    OnReminder,
    OnStep,
    PreviewMove,
    RecordReply,
    ShowHistory,
    ShowPage,
    SnoozeByChoice,
    Verb,
    WithdrawNote,
)
from application.wording.history import history_page
from application.wording.lead_card import delete_question, lead_card
from domain.lead.state import LeadState
from domain.plan.plan import StepStatus
from entrypoints.bot.leads import editing, moving, snoozing
from entrypoints.bot.leads.pages import lead_page, overdue_page
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.leads.snoozing import shown_reminder
from entrypoints.bot.replies.reply import Reply

STEP_TOASTS = {StepStatus.OPEN: "⬜ Open again", StepStatus.DONE: "✅ Done", StepStatus.SKIPPED: "⏭ Skipped"}


async def act_on_lead(use: UseCases, press: LeadData, *, owner_id: int, command_id: str) -> Reply:
    """Raise the refusals of the commands."""
    clock = await use.accounts.wall_clock(owner_id)
    if isinstance(press, ShowPage):
        if press.verb is Verb.OVERDUE:
            return Reply(overdue_page(await use.queries.overdue(owner_id, press.page), clock))
        return Reply(lead_page(await use.queries.page(owner_id, press.page), clock))
    lead_id = press.lead_id if isinstance(press, OnLead) else press.reminder_id.lead_id
    lead = PressedLead(use, OwnerCommand(owner_id, lead_id, command_id), clock)
    match press:
        case SnoozeByChoice():
            return await snoozing.snooze(lead, press, choice=press.choice)
        case PreviewMove():
            return await moving.preview_choice(lead, press)
        case MoveStep():
            return await moving.move(lead, press)
        case OnReminder():
            return await _ON_REMINDER[press.verb](lead, press)
        case OnStep():
            return await _ON_STEP[press.verb](lead, press)
    return await _act_on_lead(lead, press)


async def answer_about_lead(
    use: UseCases, question: CallbackData | None, words: str, *, owner_id: int, command_id: str
) -> Reply | None:
    """The answer to the question of a press; None when it is none about a lead. Raise ``TimingRefused`` and
    ``SnoozeRefused`` as well."""
    if not isinstance(question, OnStep | EditField):
        return None
    lead_id = question.lead_id if isinstance(question, EditField) else question.reminder_id.lead_id
    command = OwnerCommand(owner_id, lead_id, command_id)
    lead = PressedLead(use, command, await use.accounts.wall_clock(owner_id))
    match question:
        case EditField():
            return await editing.correct(lead, question, words)
        case OnReminder(verb=Verb.SNOOZE_BY_WORDS):
            return await snoozing.snooze_by_words(lead, question, words)
        case OnStep(verb=Verb.MOVE_BY_WORDS):
            return await moving.preview_words(lead, question, words)
    return None


async def _act_on_lead(lead: PressedLead, press: OnLead) -> Reply:
    match press:
        case ShowHistory():
            history = await lead.use.audit.history(press.lead_id, owner_id=lead.command.owner_id)
            return Reply(history_page(history, press.page, lead.clock))
        case RecordReply():
            state = await lead.use.commands.record_reply(lead.command, press.plan)
            return Reply(lead_card(state, lead.clock), toast="💬 They replied")
        case WithdrawNote():
            state = await lead.use.commands.withdraw_note(lead.command, press.number)
            return Reply(lead_card(state, lead.clock), toast="↩️ Taken back")
        case EditField():
            return await editing.ask_for_value(lead, press)
        case OnLead(Verb.EDIT):
            return await editing.choose_field(lead)
        case OnLead(Verb.MOVE):
            return await moving.choose_step(lead)
        case OnLead(Verb.DELETE):
            return Reply(delete_question(await lead.state()))
        case OnLead(Verb.LEAD | Verb.VIEW):
            return Reply(lead_card(await lead.state(), lead.clock), is_new=press.verb is Verb.VIEW)
    change, toast = _CHANGES[press.verb]
    return Reply(lead_card(await change(lead.use.commands, lead.command), lead.clock), toast=toast)


async def _mark(lead: PressedLead, press: OnStep) -> Reply:
    plan, step, is_done = press.reminder_id.plan_number, press.reminder_id.step_id, press.verb is Verb.DONE
    return _after(lead, press, await lead.use.commands.mark_step(lead.command, plan, step, done=is_done))


async def _skip(lead: PressedLead, press: OnReminder) -> Reply:
    plan, step = press.reminder_id.plan_number, press.reminder_id.step_id
    return _after(lead, press, await lead.use.commands.skip_step(lead.command, plan, step))


def _after(lead: PressedLead, press: OnStep, state: LeadState) -> Reply:
    """The toast says the present status, which another press may have set."""
    step = state.plan_number(press.reminder_id.plan_number).step(press.reminder_id.step_id)
    shown = shown_reminder(state, press, lead.clock) if isinstance(press, OnReminder) else lead_card(state, lead.clock)
    return Reply(shown, toast=STEP_TOASTS[step.status])


async def _draft(lead: PressedLead, press: OnReminder) -> Reply:
    plan = (await lead.state()).plan_number(press.reminder_id.plan_number)
    return Reply(say(plan.step(press.reminder_id.step_id).wording), is_new=True)


async def _view(lead: PressedLead, press: OnReminder) -> Reply:
    return Reply(lead_card(await lead.state(), lead.clock), is_new=True)


_CHANGES: Mapping[Verb, tuple[Callable[[LeadCommands, OwnerCommand], Awaitable[LeadState]], str]] = {
    Verb.DELETE_SURELY: (LeadCommands.delete, "🗑 Deleted"),
    Verb.RESTORE: (LeadCommands.restore, "↩️ Restored"),
    Verb.STOP: (LeadCommands.stop_follow_ups, "🔕 No more follow-ups"),
    Verb.FOLLOW: (LeadCommands.resume_follow_ups, "🔔 Following up again"),
}
_ON_STEP: Mapping[Verb, Callable[[PressedLead, OnStep], Awaitable[Reply]]] = {
    Verb.DONE: _mark,
    Verb.REOPEN: _mark,
    Verb.MOVE: moving.choose_moment,
    Verb.MOVE_BY_WORDS: moving.ask_for_words,
}
_ON_REMINDER: Mapping[Verb, Callable[[PressedLead, OnReminder], Awaitable[Reply]]] = {
    Verb.DONE: _mark,
    Verb.REOPEN: _mark,
    Verb.SKIP: _skip,
    Verb.DRAFT: _draft,
    Verb.VIEW: _view,
    Verb.MOVE: moving.choose_moment,
    Verb.SNOOZE: snoozing.snooze,
    Verb.SNOOZE_BY_WORDS: snoozing.ask_for_words,
    Verb.LATER: snoozing.later,
    Verb.BACK: snoozing.back,
    Verb.WHY: snoozing.why,
}
