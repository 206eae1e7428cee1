"""What an answer to a message about a lead does: the same as the buttons, a correction, or words to be kept."""

from dataclasses import dataclass

from application.delivery.message import Button, Message
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.callback_data import OnReminder, OnStep, Verb, WithdrawNote
from application.wording.phrases import shortened
from application.wording.wall_clock import WallClock
from domain.intent import Act, ActKind
from domain.lead.prospect import Correction
from domain.lead.state import LeadState
from entrypoints.bot.leads import moving, snoozing
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.words import texts
from entrypoints.bot.words.buttons import open_lead, undo_step
from entrypoints.bot.words.target import Target

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Acts:
    """``words`` are the whole message. Each method raises the refusals of the commands."""

    use: UseCases
    command: OwnerCommand
    clock: WallClock
    words: str

    async def carry_out(self, act: Act, target: Target) -> list[Reply]:
        match act.kind:
            case ActKind.DONE | ActKind.SKIPPED:
                return [await self._close(act, target)]
            case ActKind.SNOOZED:
                return [await self._snooze(act, target)]
            case ActKind.REPLIED:
                return await self._record_reply(act, target)
            case ActKind.NAME:
                return [await self._correct(Correction("name", _renamed(target.state, act)), target)]
            case ActKind.CONTACT:
                return [await self._correct(Correction("contacts", act.value), target)]
        return [await self.keep(target.state)]

    async def keep(self, state: LeadState) -> Reply:
        """The words as an added note."""
        state = await self.use.commands.add_note(self.command, self.words)
        take_back = Button("↩️ Undo", WithdrawNote(Verb.UNSAY, state.lead_id, state.notes_added).encode())
        message = texts.titled("📎 ", state.title, f": {shortened(self.words, SHOWN)}\n{texts.KEPT}")
        return Reply(_with(message, (take_back, open_lead(state))))

    async def _close(self, act: Act, target: Target) -> Reply:
        reminder = target.reminder
        if reminder is None or target.state.plan is None:
            return Reply(texts.NO_STEP)
        plan, step_id = reminder.id.plan_number, reminder.id.step_id
        if act.kind is ActKind.DONE:
            state = await self.use.commands.mark_step(self.command, plan, step_id, done=True)
            said = f": step {step_id} is done."
        else:
            state = await self.use.commands.skip_step(self.command, plan, step_id)
            said = f": step {step_id} is skipped."
        message = texts.titled("✅ " if act.kind is ActKind.DONE else "⏭ ", state.title, f"{said}{self._next(state)}")
        return Reply(_with(message, (undo_step(reminder.id), open_lead(state))))

    async def _snooze(self, act: Act, target: Target) -> Reply:
        """Without a time the menu of times is shown."""
        if target.reminder is None:
            return Reply(texts.NO_STEP)
        lead = PressedLead(self.use, self.command, self.clock)
        reminder_id, generation = target.reminder.id, target.reminder.generation
        if act.when:
            question = OnReminder(Verb.SNOOZE_BY_WORDS, reminder_id, generation)
            return await snoozing.snooze_by_words(lead, question, act.when)
        return await snoozing.later(lead, OnReminder(Verb.LATER, reminder_id, generation))

    async def _record_reply(self, act: Act, target: Target) -> list[Reply]:
        """The reply, with its words; a time in them is offered for the next step."""
        state = target.state
        if state.plan is not None and state.replied_at is None:
            command = OwnerCommand(self.command.owner_id, state.lead_id, f"{self.command.command_id}:reply")
            state = await self.use.commands.record_reply(command, state.plan.number)
        replies = [await self.keep(state)]
        if act.when and target.reminder is not None:
            lead = PressedLead(self.use, self.command, self.clock)
            replies.append(await moving.preview_words(lead, OnStep(Verb.MOVE_BY_WORDS, target.reminder.id), act.when))
        return replies

    async def _correct(self, correction: Correction, target: Target) -> Reply:
        state = await self.use.commands.correct_prospect(self.command, correction)
        message = texts.titled("✏️ ", state.title, f": {correction.value} is what I have now.")
        return Reply(_with(message, (open_lead(state),)))

    def _next(self, state: LeadState) -> str:
        steps = [step for step in state.plan.steps if step.is_open] if state.plan else []
        if not steps:
            return " The plan has no open step any more."
        return f"\nNext: {shortened(steps[0].action, SHOWN)}, {self.clock.shows(steps[0].due.at)}"


def _renamed(state: LeadState, act: Act) -> str:
    """Only the wrong part of a longer name is another."""
    words = state.prospect.name.split()
    kept = [act.value if word.casefold() == act.person.casefold() else word for word in words]
    return " ".join(kept) if kept != words else act.value


def _with(message: Message, row: tuple[Button, ...]) -> Message:
    return Message(message.spans, (row,))
