"""What each button does, and what is to be seen then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.lead_commands import LeadCommands, OwnerCommand
from application.lead_queries import LeadQueries
from application.message import Message, say
from application.wording import buttons
from application.wording.buttons import Press
from application.wording.lead_card import delete_question, lead_card
from application.wording.local_time import local_time
from application.wording.reminder_message import told_reminder
from domain.lead_state import LeadState
from domain.plan import StepStatus
from domain.reminder import ReminderId
from entrypoints.bot import texts
from entrypoints.bot.lead_pages import lead_page
from entrypoints.bot.overdue_pages import overdue_page

SNOOZE = timedelta(hours=24)
STEP_TOASTS = {StepStatus.OPEN: "⬜ Open again", StepStatus.DONE: "✅ Done", StepStatus.SKIPPED: "⏭ Skipped"}


@dataclass(frozen=True, slots=True)
class Shown:
    """``message`` replaces the one whose button was pressed, or comes as a new one; ``toast`` flashes up."""

    message: Message | None
    toast: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class LeadActions:
    commands: LeadCommands
    queries: LeadQueries

    async def act(self, press: Press, *, owner_id: int, command_id: str) -> Shown:
        """Raises ``KeyError`` or ``ValueError`` for what no button of ours says, and the refusals of the commands."""
        if press.lead_id is None:
            return await self._show_page(press, owner_id)
        command = OwnerCommand(owner_id, press.lead_id, command_id)
        return await self._deeds()[press.verb](command, press.numbers)

    async def deleted_card(self, lead_id: UUID, *, owner_id: int) -> Message:
        return self._card(await self.queries.show(lead_id, owner_id))

    def _deeds(self) -> dict[str, Callable[[OwnerCommand, tuple[int, ...]], Awaitable[Shown]]]:
        return {
            buttons.LEAD: self._open,
            buttons.VIEW: self._view,
            buttons.DONE: self._done,
            buttons.REOPEN: self._reopen,
            buttons.SKIP: self._skip,
            buttons.SNOOZE: self._snooze,
            buttons.DRAFT: self._draft,
            buttons.DELETE: self._ask_to_delete,
            buttons.DELETE_SURELY: self._delete,
            buttons.RESTORE: self._restore,
        }

    async def _show_page(self, press: Press, owner_id: int) -> Shown:
        [number], zone = press.numbers, self.commands.work_time.zone
        if press.verb == buttons.OVERDUE:
            return Shown(overdue_page(await self.queries.overdue(owner_id, number), zone))
        page = await self.queries.page(owner_id, number)
        return Shown(lead_page(page, zone) if page.total else texts.NO_LEADS)

    async def _open(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        return Shown(self._card(await self.queries.show(command.lead_id, command.owner_id)))

    async def _view(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        return Shown(self._card(await self.queries.show(command.lead_id, command.owner_id)), is_new=True)

    async def _done(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        plan, step, *generation = numbers
        state = await self.commands.mark_step(command, plan, step, done=True)
        return Shown(self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _reopen(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        plan, step, *generation = numbers
        state = await self.commands.mark_step(command, plan, step, done=False)
        return Shown(self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _skip(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        plan, step, *generation = numbers
        state = await self.commands.skip_step(command, plan, step)
        return Shown(self._after(state, plan, step, generation), toast=self._step_toast(state, plan, step))

    async def _snooze(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        plan, step, generation = numbers
        state = await self.commands.snooze_step(command, plan, step, generation=generation, by=SNOOZE)
        due_at = state.schedule.reminders[ReminderId(state.lead_id, plan, step)].due_at
        toast = f"⏰ {local_time(due_at, self.commands.work_time.zone)}"
        return Shown(self._after(state, plan, step, [generation]), toast=toast)

    async def _draft(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        plan, step, *_ = numbers
        state = await self.queries.show(command.lead_id, command.owner_id)
        return Shown(say(state.plan_number(plan).step(step).wording), is_new=True)

    async def _ask_to_delete(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        return Shown(delete_question(await self.queries.show(command.lead_id, command.owner_id)))

    async def _delete(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        return Shown(self._card(await self.commands.delete(command)), toast="🗑 Deleted")

    async def _restore(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Shown:
        return Shown(self._card(await self.commands.restore(command)), toast="↩️ Restored")

    def _step_toast(self, state: LeadState, plan: int, step: int) -> str:
        """What is so by now, which may be somebody else's doing."""
        return STEP_TOASTS[state.plan_number(plan).step(step).status]

    def _card(self, state: LeadState) -> Message:
        return lead_card(state, self.commands.work_time.zone)

    def _after(self, state: LeadState, plan: int, step: int, generation: list[int]) -> Message:
        """A reminder's buttons carry a generation: there the reminder is shown anew, elsewhere the card."""
        if not generation:
            return self._card(state)
        reminder = state.schedule.reminders[ReminderId(state.lead_id, plan, step)]
        return told_reminder(state, reminder, self.commands.work_time.zone, generation=generation[0])
