"""Moving a step: which one, to when, a look at what that moves, and only then the move."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.leads.commands import OwnerCommand
from application.leads.rescheduling import Move
from application.use_cases import UseCases
from application.wording import callback_data as buttons
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
    """Each raises what the domain would refuse at the end, so that nobody is led on."""

    use: UseCases

    async def choose(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        """Which step; or, when that is said, to when: on a reminder, which has a third number, as a new message."""
        if not numbers:
            state, plan = await self._present(command)
            return Reply(steps_menu(state, plan, await self.use.accounts.wall_clock(command.owner_id)))
        return Reply(await self._moments(command, numbers[:2]), is_new=len(numbers) > 2)

    async def ask_for_words(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        state, plan, step = await self._open_step(command, numbers)
        asks = buttons.step_data(buttons.MOVE_BY_WORDS, ReminderId(state.lead_id, plan.number, step.id))
        return Reply(move_question(state, step), is_new=True, asks=asks)

    async def preview_choice(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        *step, choice = numbers
        return Reply(await self._preview(command, tuple(step), SNOOZES[choice]))

    async def preview_words(self, command: OwnerCommand, numbers: tuple[int, ...], words: str) -> Reply:
        """Raises ``TimingRefused``, ``SnoozeRefused``."""
        return Reply(await self._preview(command, numbers, words), is_new=True)

    async def move_it(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return await self._move(command, numbers, with_rest=False)

    async def move_all(self, command: OwnerCommand, numbers: tuple[int, ...]) -> Reply:
        return await self._move(command, numbers, with_rest=True)

    async def _preview(self, command: OwnerCommand, numbers: tuple[int, ...], words: str) -> Message:
        _, plan, step = await self._open_step(command, numbers)
        to = await self.use.rescheduling.moment(command.owner_id, words)
        move = Move(step.id, to.at, with_rest=True, plan=plan.number)
        rehearsed = await self.use.rescheduling.move(command, move, dry_run=True)
        if not rehearsed.reminders and not rehearsed.steps:
            return await self._moments(command, numbers, problem=SAME_TIME)
        return move_preview(rehearsed, plan, step, to, await self.use.accounts.wall_clock(command.owner_id))

    async def _moments(self, command: OwnerCommand, numbers: tuple[int, ...], *, problem: str = "") -> Message:
        state, plan, step = await self._open_step(command, numbers)
        choices = await self.use.rescheduling.choices(command.owner_id)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        return moments_menu(state, plan, step, choices, clock, problem=problem)

    async def _move(self, command: OwnerCommand, numbers: tuple[int, ...], *, with_rest: bool) -> Reply:
        plan, step_id, seen, to = numbers
        seen_at, to_at = buttons.of_minutes(seen), buttons.of_minutes(to)
        move = Move(step_id, to_at, with_rest=with_rest, plan=plan, seen_at=seen_at)
        done = await self.use.rescheduling.move(command, move)
        clock = await self.use.accounts.wall_clock(command.owner_id)
        due_at = done.state.plan_number(plan).step(step_id).due.at
        told = f"📅 Step {step_id}: {clock.shows(due_at)}" if due_at == to_at else MOVED_SINCE
        return Reply(lead_card(done.state, clock), toast=told)

    async def _open_step(self, command: OwnerCommand, numbers: tuple[int, ...]) -> tuple[LeadState, Plan, PlanStep]:
        """Raises ``PlanSuperseded``, ``UnknownStep``, ``StepIsClosed`` as well."""
        number, step_id = numbers
        state, plan = await self._present(command)
        if plan.number != number:
            raise PlanSuperseded(asked=number, present=plan.number)
        step = plan.step(step_id)
        if not step.is_open:
            raise StepIsClosed(step_id)
        return state, plan, step

    async def _present(self, command: OwnerCommand) -> tuple[LeadState, Plan]:
        """Raises ``LeadNotFound``, ``LeadIsDeleted``, ``LeadHasNoPlan``."""
        state = await self.use.queries.show(command.lead_id, command.owner_id)
        if state.is_deleted:
            raise LeadIsDeleted(state.lead_id)
        if state.plan is None:
            raise LeadHasNoPlan(state.lead_id)
        return state, state.plan
