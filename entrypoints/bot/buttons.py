"""A pressed button. The person must own the lead; forged data gets a polite refusal."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from application.accounts.owner import Owner
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import (
    CallbackData,
    DeleteMyData,
    LeaveQuestion,
    OnLead,
    OnReminder,
    OnStep,
    ShowPage,
    parse,
)
from application.wording.lead_card import lead_card
from domain.errors import DomainError, LeadIsDeleted
from entrypoints.bot.leads.actions import act_on_lead
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.typed_answers import TypedAnswers, UnknownWords


@dataclass(frozen=True, slots=True)
class Presses:
    use: UseCases
    answers: Answers

    async def pressed(self, callback: CallbackQuery, inbound: InboundUpdate) -> None:
        """Raise ``DatabaseUnavailable``, ``ConcurrentChange`` and ``UnreadableEvent``: the update is to be handled
        later. All other errors are answered here."""
        press = parse(callback.data or "")
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

    async def _act(self, press: CallbackData, callback: CallbackQuery, inbound: InboundUpdate) -> Reply:
        person = callback.from_user
        owner = Owner(person.id, _chat_id(callback), person.language_code or "")
        command_id = inbound.command_id
        match press:
            case ShowPage() | OnLead() | OnStep():
                return await act_on_lead(self.use, press, owner_id=owner.id, command_id=command_id)
            case LeaveQuestion():
                return await TypedAnswers(self.use).leave(press, owner=owner, bot_id=inbound.bot_id)
            case DeleteMyData():
                return await OwnData(self.use).act(press, owner=owner, command_id=command_id)
        return await SettingActions(self.use).act(press, owner=owner, command_id=command_id)

    async def _note_arrival(self, press: CallbackData, callback: CallbackQuery) -> None:
        """A reminder is known by the data of its button, any other message by its words."""
        message = callback.message
        if message is None:
            return
        if isinstance(press, OnReminder):
            owner_id, message_id = callback.from_user.id, message.message_id
            await self.use.arrival.reminder_pressed(
                press.reminder_id, press.generation, owner_id=owner_id, message_id=message_id
            )
        elif isinstance(message, Message) and message.text:
            await self.use.arrival.message_pressed(message.chat.id, message.text, message_id=message.message_id)

    async def _refuse(self, callback: CallbackQuery, error: DomainError | ApplicationError) -> None:
        self._flash(callback, texts.refusal(error), alert=True)
        if isinstance(error, LeadIsDeleted):
            owner_id = callback.from_user.id
            state, clock = (
                await self.use.queries.show(error.lead_id, owner_id),
                await self.use.accounts.wall_clock(owner_id),
            )
            self._show(callback, Reply(lead_card(state, clock)))

    def _show(self, callback: CallbackQuery, reply: Reply) -> None:
        """In the message whose button was pressed, or in a new one."""
        if reply.message is None:
            return
        if reply.is_new or callback.message is None:
            self.answers.say(_chat_id(callback), reply.message)
        else:
            self.answers.edit(_chat_id(callback), callback.message.message_id, reply.message)

    def _flash(self, callback: CallbackQuery, text: str, *, alert: bool = False) -> None:
        self.answers.flash(_chat_id(callback), callback.id, text, alert=alert)


def _chat_id(callback: CallbackQuery) -> int:
    return callback.message.chat.id if callback.message else callback.from_user.id


def presses_router() -> Router:
    router = Router(name="presses")

    @router.callback_query()
    async def pressed(callback: CallbackQuery, answers: Answers, inbound: InboundUpdate, use: UseCases) -> None:
        await Presses(use, answers).pressed(callback, inbound)

    return router
