"""Moving a step: choose the step, choose the time, see a preview, and only then move it."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.leads.commands import OwnerCommand
from application.leads.rescheduling import Move
from application.use_cases import UseCases
from application.wording.callback_data import MoveStep, OnReminder, OnStep, PreviewMove, Verb
from application.wording.lead_card import lead_card
from domain.errors import LeadHasNoPlan, LeadIsDeleted, PlanSuperseded, StepIsClosed
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import ReminderId
from domain.typed_times import SNOOZES
from entrypoints.bot.leads.time_pages import moments_menu, move_preview, move_question, steps_menu
from entrypoints.bot.replies.reply import Reply

SAME_TIME = "That is when it is due already."
MOVED_SINCE = "This step has been moved since. Nothing was changed."


@dataclass(frozen=True, slots=True)
class MoveActions:
    """Each raises already what the domain would refuse at the end."""

    use: UseCases

    async def choose_step(self, command: OwnerCommand) -> Reply:
        state, plan = await self._present(command)
        return Reply(steps_menu(state, plan, await self.use.accounts.wall_clock(command.owner_id)))

    async def choose_moment(self, command: OwnerCommand, press: OnStep) -> Reply:
        """On a reminder in a new message."""
        return Reply(await self._moments(command, press.reminder_id), is_new=isinstance(press, OnReminder))

    async def ask_for_words(self, command: OwnerCommand, press: OnStep) -> Reply:
        state, _, step = await self._open_step(command, press.reminder_id)
        asks = OnStep(Verb.MOVE_BY_WORDS, press.reminder_id).encode()
        return Reply(move_question(state, step), is_new=True, asks=asks)

    async def preview_choice(self, command: OwnerCommand, press: PreviewMove) -> Reply:
        return Reply(await self._preview(command, press.reminder_id, SNOOZES[press.choice]))

    async def preview_words(self, command: OwnerCommand, question: OnStep, words: str) -> Reply:
        """Raise ``TimingRefused``, ``SnoozeRefused``."""
        return Reply(await self._preview(command, question.reminder_id, words), is_new=True)

    async def move(self, command: OwnerCommand, press: MoveStep) -> Reply:
        plan, step_id, to_at = press.reminder_id.plan_number, press.reminder_id.step_id, press.to_at
        with_rest = press.verb is Verb.MOVE_WITH_REST
        move = Move(step_id, to_at, with_rest=with_rest, plan=plan, seen_at=press.seen_at)
        state = (await self.use.rescheduling.move(command, move)).state
        clock = await self.use.accounts.wall_clock(command.owner_id)
        due_at = state.plan_number(plan).step(step_id).due.at
        toast = f"📅 Step {step_id}: {clock.shows(due_at)}" if due_at == to_at else MOVED_SINCE
        return Reply(lead_card(state, clock), toast=toast)

    async def _preview(self, command: OwnerCommand, step_id: ReminderId, words: str) -> Message:
        _, plan, step = await self._open_step(command, step_id)
        to = await self.use.rescheduling.moment(command.owner_id, words)
        move = Move(step.id, to.at, with_rest=True, plan=plan.number)
        planned = await self.use.rescheduling.move(command, move, dry_run=True)
        if not planned.reminders and not planned.steps:
            return await self._moments(command, step_id, problem=SAME_TIME)
        return move_preview(planned, plan, step, to, await self.use.accounts.wall_clock(command.owner_id))

    async def _moments(self, command: OwnerCommand, step_id: ReminderId, *, problem: str = "") -> Message:
        state, plan, step = await self._open_step(command, step_id)
        choices = await self.use.rescheduling.choices(command.owner_id)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        return moments_menu(state, plan, step, choices, clock, problem=problem)

    async def _open_step(self, command: OwnerCommand, step_id: ReminderId) -> tuple[LeadState, Plan, PlanStep]:
        """Raise ``PlanSuperseded``, ``UnknownStep``, ``StepIsClosed`` as well."""
        state, plan = await self._present(command)
        if plan.number != step_id.plan_number:
            raise PlanSuperseded(asked=step_id.plan_number, present=plan.number)
        step = plan.step(step_id.step_id)
        if not step.is_open:
            raise StepIsClosed(step.id)
        return state, plan, step

    async def _present(self, command: OwnerCommand) -> tuple[LeadState, Plan]:
        """Raise ``LeadNotFound``, ``LeadIsDeleted``, ``LeadHasNoPlan``."""
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        if state.is_deleted:
            raise LeadIsDeleted(state.lead_id)
        if state.plan is None:
            raise LeadHasNoPlan(state.lead_id)
        return state, state.plan
