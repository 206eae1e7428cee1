"""The handler of each button of a lead, and its reply."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from application.delivery.message import Message, say
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.callback_data import (
    CallbackData,
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
)
from application.wording.history import history_page
from application.wording.lead_card import delete_question, lead_card
from domain.lead.state import LeadState
from domain.plan.plan import StepStatus
from entrypoints.bot.leads.moving import MoveActions
from entrypoints.bot.leads.pages import lead_page, overdue_page
from entrypoints.bot.leads.snoozing import TimeActions, shown_reminder
from entrypoints.bot.replies.reply import Reply

STEP_TOASTS = {StepStatus.OPEN: "⬜ Open again", StepStatus.DONE: "✅ Done", StepStatus.SKIPPED: "⏭ Skipped"}


@dataclass(frozen=True, slots=True)
class LeadActions:
    use: UseCases

    async def act(self, press: LeadData, *, owner_id: int, command_id: str) -> Reply:
        """Raise the refusals of the commands."""
        if isinstance(press, ShowPage):
            return await self._page(press, owner_id)
        lead_id = press.lead_id if isinstance(press, OnLead) else press.reminder_id.lead_id
        command = OwnerCommand(owner_id, lead_id, command_id)
        match press:
            case ShowHistory():
                return await self._history(command, press.page)
            case RecordReply():
                state = await self.use.commands.record_reply(command, press.plan)
                return Reply(await self._card(state), toast="💬 They replied")
            case SnoozeByChoice():
                return await TimeActions(self.use).snooze(command, press, choice=press.choice)
            case PreviewMove():
                return await MoveActions(self.use).preview_choice(command, press)
            case MoveStep():
                return await MoveActions(self.use).move(command, press)
            case OnReminder():
                return await self._on_reminder()[press.verb](command, press)
            case OnStep():
                return await self._on_step()[press.verb](command, press)
        return await self._on_lead()[press.verb](command)

    async def typed(self, question: CallbackData | None, words: str, *, owner_id: int, command_id: str) -> Reply | None:
        """The answer to what a press has asked for; None when it asks for no time. Raise ``TimingRefused`` and
        ``SnoozeRefused`` as well."""
        match question:
            case OnReminder(verb=Verb.SNOOZE_BY_WORDS, reminder_id=asked):
                command = OwnerCommand(owner_id, asked.lead_id, command_id)
                return await TimeActions(self.use).snooze_by_words(command, question, words)
            case OnStep(verb=Verb.MOVE_BY_WORDS, reminder_id=asked):
                command = OwnerCommand(owner_id, asked.lead_id, command_id)
                return await MoveActions(self.use).preview_words(command, question, words)
        return None

    async def deleted_card(self, lead_id: UUID, *, owner_id: int) -> Message:
        return await self._card(await self.use.queries.show(lead_id, owner_id))

    def _on_lead(self) -> Mapping[Verb, Callable[[OwnerCommand], Awaitable[Reply]]]:
        return {
            Verb.LEAD: self._open,
            Verb.VIEW: self._view,
            Verb.MOVE: MoveActions(self.use).choose_step,
            Verb.STOP: self._stop,
            Verb.FOLLOW: self._follow,
            Verb.DELETE: self._ask_to_delete,
            Verb.DELETE_SURELY: self._delete,
            Verb.RESTORE: self._restore,
        }

    def _on_step(self) -> Mapping[Verb, Callable[[OwnerCommand, OnStep], Awaitable[Reply]]]:
        moves = MoveActions(self.use)
        return {
            Verb.DONE: self._mark,
            Verb.REOPEN: self._mark,
            Verb.MOVE: moves.choose_moment,
            Verb.MOVE_BY_WORDS: moves.ask_for_words,
        }

    def _on_reminder(self) -> Mapping[Verb, Callable[[OwnerCommand, OnReminder], Awaitable[Reply]]]:
        times = TimeActions(self.use)
        return {
            Verb.DONE: self._mark,
            Verb.REOPEN: self._mark,
            Verb.SKIP: self._skip,
            Verb.DRAFT: self._draft,
            Verb.VIEW: self._view,
            Verb.MOVE: MoveActions(self.use).choose_moment,
            Verb.SNOOZE: times.snooze,
            Verb.SNOOZE_BY_WORDS: times.ask_for_words,
            Verb.LATER: times.later,
            Verb.BACK: times.back,
            Verb.WHY: times.why,
        }

    async def _page(self, press: ShowPage, owner_id: int) -> Reply:
        clock = await self.use.accounts.wall_clock(owner_id)
        if press.verb is Verb.OVERDUE:
            return Reply(overdue_page(await self.use.queries.overdue(owner_id, press.page), clock))
        return Reply(lead_page(await self.use.queries.page(owner_id, press.page), clock))

    async def _open(self, command: OwnerCommand) -> Reply:
        return Reply(await self._card(await self.use.queries.show(command.lead_id, command.owner_id)))

    async def _view(self, command: OwnerCommand, _: OnReminder | None = None) -> Reply:
        return Reply(await self._card(await self.use.queries.show(command.lead_id, command.owner_id)), is_new=True)

    async def _history(self, command: OwnerCommand, page: int) -> Reply:
        history = await self.use.audit.history(command.lead_id, owner_id=command.owner_id)
        return Reply(history_page(history, page, await self.use.accounts.wall_clock(command.owner_id)))

    async def _mark(self, command: OwnerCommand, press: OnStep) -> Reply:
        step = press.reminder_id
        is_done = press.verb is Verb.DONE
        return await self._after(
            press, await self.use.commands.mark_step(command, step.plan_number, step.step_id, done=is_done)
        )

    async def _skip(self, command: OwnerCommand, press: OnReminder) -> Reply:
        step = press.reminder_id
        return await self._after(press, await self.use.commands.skip_step(command, step.plan_number, step.step_id))

    async def _after(self, press: OnStep, state: LeadState) -> Reply:
        """The toast says the present status, which another press may have set."""
        step = press.reminder_id
        toast = STEP_TOASTS[state.plan_number(step.plan_number).step(step.step_id).status]
        if not isinstance(press, OnReminder):
            return Reply(await self._card(state), toast=toast)
        clock = await self.use.accounts.wall_clock(state.owner_id)
        return Reply(shown_reminder(state, press, clock), toast=toast)

    async def _draft(self, command: OwnerCommand, press: OnReminder) -> Reply:
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        plan = state.plan_number(press.reminder_id.plan_number)
        return Reply(say(plan.step(press.reminder_id.step_id).wording), is_new=True)

    async def _ask_to_delete(self, command: OwnerCommand) -> Reply:
        return Reply(delete_question(await self.use.queries.show(command.lead_id, command.owner_id)))

    async def _delete(self, command: OwnerCommand) -> Reply:
        return Reply(await self._card(await self.use.commands.delete(command)), toast="🗑 Deleted")

    async def _restore(self, command: OwnerCommand) -> Reply:
        return Reply(await self._card(await self.use.commands.restore(command)), toast="↩️ Restored")

    async def _stop(self, command: OwnerCommand) -> Reply:
        state = await self.use.commands.stop_follow_ups(command)
        return Reply(await self._card(state), toast="🔕 No more follow-ups")

    async def _follow(self, command: OwnerCommand) -> Reply:
        state = await self.use.commands.resume_follow_ups(command)
        return Reply(await self._card(state), toast="🔔 Following up again")

    async def _card(self, state: LeadState) -> Message:
        return lead_card(state, await self.use.accounts.wall_clock(state.owner_id))
