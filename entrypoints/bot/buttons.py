"""A pressed button. The person must own the lead; forged data gets a polite refusal."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import (
    CallbackData,
    DeleteMyData,
    OnLead,
    OnReminder,
    OnStep,
    ShowPage,
    parse,
)
from application.wording.lead_card import lead_card
from application.wording.words_data import AddToLead, LeaveQuestion, TakeOver
from domain.errors import DomainError, LeadIsDeleted
from entrypoints.bot.edits import Edits
from entrypoints.bot.incoming.values import Pressed
from entrypoints.bot.leads.actions import act_on_lead
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.typed_answers import TypedAnswers, UnknownWords
from entrypoints.bot.words.adding import AddedWords


@dataclass(frozen=True, slots=True)
class Presses:
    use: UseCases
    answers: Answers

    async def pressed(self, callback: Pressed, inbound: InboundUpdate) -> None:
        """Raise ``DatabaseUnavailable`` and ``ConcurrentChange``: the update is handled later; and
        ``UnreadableEvent``: it waits for an operator. All other errors are answered here."""
        press = parse(callback.data)
        if press is None:
            self._flash(callback, texts.OLD_BUTTON, alert=True)
            return
        await self._note_arrival(press, callback)
        try:
            reply = await self._act(press, callback, inbound)
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except UnknownWords:
            self._flash(callback, texts.OLD_BUTTON, alert=True)
        except (DomainError, ApplicationError) as error:
            await self._refuse(callback, error)
        else:
            if reply.asks or not reply.is_new:  # a question stays open when the press only looks something up
                self.answers.ask(reply.asks)
            self._flash(callback, reply.toast)
            self._show(callback, reply)

    async def _act(self, press: CallbackData, callback: Pressed, inbound: InboundUpdate) -> Reply:
        person = callback.person
        owner = Owner(person.id, callback.chat_id, person.language)
        command_id = inbound.command_id
        match press:
            case ShowPage() | OnLead() | OnStep():
                return await act_on_lead(self.use, press, owner_id=owner.id, command_id=command_id)
            case LeaveQuestion():
                return await TypedAnswers(self.use).leave(press, owner=owner, bot_id=inbound.bot_id)
            case TakeOver():
                return await Edits(self.use).take_over(press, owner=owner, bot_id=inbound.bot_id)
            case AddToLead():
                return await AddedWords(self.use).add(press, owner=owner, bot_id=inbound.bot_id)
            case DeleteMyData():
                return await OwnData(self.use).act(press, owner=owner, command_id=command_id)
        return await SettingActions(self.use).act(press, owner=owner, command_id=command_id)

    async def _note_arrival(self, press: CallbackData, callback: Pressed) -> None:
        """A reminder is known by the data of its button, any other message by its words."""
        message_id = callback.message_id
        if message_id is None:
            return
        if isinstance(press, OnReminder):
            await self.use.arrival.reminder_pressed(
                press.reminder_id, press.generation, owner_id=callback.person.id, message_id=message_id
            )
        elif callback.text:
            await self.use.arrival.message_pressed(callback.chat_id, callback.text, message_id=message_id)

    async def _refuse(self, callback: Pressed, error: DomainError | ApplicationError) -> None:
        self._flash(callback, texts.refusal(error), alert=True)
        if isinstance(error, LeadIsDeleted):
            owner_id = callback.person.id
            state, clock = (
                await self.use.queries.show(error.lead_id, owner_id),
                await self.use.accounts.wall_clock(owner_id),
            )
            self._show(callback, Reply(lead_card(state, clock)))

    def _show(self, callback: Pressed, reply: Reply) -> None:
        """In the message whose button was pressed, or in a new one."""
        if reply.message is None:
            return
        if reply.is_new or callback.message_id is None:
            self.answers.show(callback.chat_id, reply.message)
        else:
            self.answers.edit(callback.chat_id, callback.message_id, reply.message)

    def _flash(self, callback: Pressed, text: str, *, alert: bool = False) -> None:
        self.answers.flash(callback.chat_id, callback.id, text, alert=alert)
