"""What each button does, and what is to be seen then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from application.delivery.message import Message, say
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording import callback_data as buttons
from application.wording.callback_data import Press
from application.wording.history import history_page
from application.wording.lead_card import delete_question, lead_card
from domain.lead.state import LeadState
from domain.plan.plan import StepStatus
from domain.reminders.reminder import ReminderId
from entrypoints.bot.leads.moving import MoveActions
from entrypoints.bot.leads.overdue_pages import overdue_page
from entrypoints.bot.leads.pages import lead_page
from entrypoints.bot.leads.snoozing import TimeActions, reminder_told, rerendered
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.reply import Reply

__all__ = ["LeadActions", "Reply"]

Handler = Callable[[OwnerCommand, tuple[int, ...]], Awaitable[Reply]]

STEP_TOASTS = {StepStatus.OPEN: "⬜ Open again", StepStatus.DONE: "✅ Done", StepStatus.SKIPPED: "⏭ Skipped"}


@dataclass(frozen=True, slots=True)
class LeadActions:
    use: UseCases

    async def act(self, press: Press, *, owner_id: int, command_id: str) -> Reply:
        """Raises ``KeyError`` or ``ValueError`` for what no button of ours says, and the refusals of the commands."""
        if press.lead_id is None:
            return await self._show_page(press, owner_id)
        command = OwnerCommand(owner_id, press.lead_id, command_id)
        return await self._deeds()[press.verb](command, press.numbers)

    async def typed(self, press: Press, words: str, *, owner_id: int, command_id: str) -> Reply:
        """The answer to what a press has asked for. Raises ``TimingRefused`` and ``SnoozeRefused`` as well."""
        if press.lead_id is None:
            raise ValueError(f"{press.verb!r} asks for no words")
        command = OwnerCommand(owner_id, press.lead_id, command_id)
        if press.verb == buttons.SNOOZE_BY_WORDS:
            return await TimeActions(self.use).snooze_by_words(command, press.numbers, words)
        if press.verb == buttons.MOVE_BY_WORDS:
            return await MoveActions(self.use).preview_words(command, press.numbers, words)
        raise ValueError(f"{press.verb!r} asks for no words")

    async def deleted_card(self, lead_id: UUID, *, owner_id: int) -> Message:
        return await self._card(await self.use.queries.show(lead_id, owner_id))

    def _deeds(self) -> dict[str, Handler]:
        return {
            buttons.LEAD: self._open,
            buttons.VIEW: self._view,
            buttons.HISTORY: self._history,
            buttons.DONE: self._done,
            buttons.REOPEN: self._reopen,
            buttons.SKIP: self._skip,
            buttons.DRAFT: self._draft,
            buttons.STOP: self._stop,
            buttons.FOLLOW: self._follow,
            buttons.REPLIED: self._replied,
            buttons.DELETE: self._ask_to_delete,
            buttons.DELETE_SURELY: self._delete,
            buttons.RESTORE: self._restore,
            **self._timely_deeds(),
        }

    def _timely_deeds(self) -> dict[str, Handler]:
        times, moves = TimeActions(self.use), MoveActions(self.use)
        return {
            buttons.SNOOZE: times.snooze,
            buttons.LATER: times.later,
            buttons.BACK: times.back,
            buttons.SNOOZE_BY_WORDS: times.ask_for_words,
            buttons.WHY: times.why,
            buttons.MOVE: moves.choose,
            buttons.MOVE_BY_CHOICE: moves.preview_choice,
            buttons.MOVE_BY_WORDS: moves.ask_for_words,
            buttons.MOVE_IT: moves.move_it,
            buttons.MOVE_ALL: moves.move_all,
        }

    async def _show_page(self, press: Press, owner_id: int) -> Reply:
        [number], clock = press.numbers, await self.use.accounts.wall_clock(owner_id)
        if press.verb == buttons.OVERDUE:
            return Reply(overdue_page(await self.use.queries.overdue(owner_id, number), clock))
        page = await self.use.queries.page(owner_id, number)
        return Reply(lead_page(page, clock) if page.total else texts.NO_LEADS)

    async def _open(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return Reply(await self._card(await self.use.queries.show(command.lead_id, command.owner_id)))

    async def _view(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return Reply(await self._card(await self.use.queries.show(command.lead_id, command.owner_id)), is_new=True)

    async def _history(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        [page] = numbers
        history = await self.use.audit.history(command.lead_id, owner_id=command.owner_id)
        return Reply(history_page(history, page, await self.use.accounts.wall_clock(command.owner_id)))

    async def _done(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        plan, step, *generation = numbers
        state = await self.use.commands.mark_step(command, plan, step, done=True)
        return Reply(await self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _reopen(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        plan, step, *generation = numbers
        state = await self.use.commands.mark_step(command, plan, step, done=False)
        return Reply(await self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _skip(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        plan, step, *generation = numbers
        state = await self.use.commands.skip_step(command, plan, step)
        return Reply(await self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _draft(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        plan, step, *_ = numbers
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        return Reply(say(state.plan_number(plan).step(step).wording), is_new=True)

    async def _ask_to_delete(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return Reply(delete_question(await self.use.queries.show(command.lead_id, command.owner_id)))

    async def _delete(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return Reply(await self._card(await self.use.commands.delete(command)), toast="🗑 Deleted")

    async def _restore(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return Reply(await self._card(await self.use.commands.restore(command)), toast="↩️ Restored")

    async def _stop(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        state = await self.use.commands.stop_follow_ups(command)
        return Reply(await self._card(state), toast="🔕 No more follow-ups")

    async def _follow(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        state = await self.use.commands.resume_follow_ups(command)
        return Reply(await self._card(state), toast="🔔 Following up again")

    async def _replied(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        [plan] = numbers
        return Reply(await self._card(await self.use.commands.record_reply(command, plan)), toast="💬 They replied")

    def _step_toast(self, state: LeadState, plan: int, step: int) -> str:
        """What is so by now, which may be somebody else's doing."""
        return STEP_TOASTS[state.plan_number(plan).step(step).status]

    async def _card(self, state: LeadState) -> Message:
        return lead_card(state, await self.use.accounts.wall_clock(state.owner_id))

    async def _after(self, state: LeadState, plan: int, step: int, generation: list[int]) -> Message:
        """A reminder's buttons carry a generation: there the reminder is shown anew, elsewhere the card."""
        if not generation:
            return await self._card(state)
        reminder = reminder_told(state, ReminderId(state.lead_id, plan, step))
        clock = await self.use.accounts.wall_clock(state.owner_id)
        return rerendered(state, reminder, clock, generation=generation[0])
