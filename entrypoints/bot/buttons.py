"""What a person does by pressing a button. Who presses must own the lead; forged data gets a polite refusal."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from application.accounts.owner import Owner
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import Press, read_press
from domain.errors import DomainError, LeadIsDeleted
from entrypoints.bot.leads.actions import LeadActions
from entrypoints.bot.own_data import OwnData, OwnDataPress, is_own_data, read_own_data
from entrypoints.bot.question_buttons import QuestionPress, is_question, read_question_press
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.buttons import SettingPress, is_setting, read_setting
from entrypoints.bot.typed_answers import TypedAnswers, UnknownWords

AnyPress = Press | SettingPress | QuestionPress | OwnDataPress


@dataclass(frozen=True, slots=True)
class Presses:
    use: UseCases
    answers: Answers

    async def pressed(self, callback: CallbackQuery, inbound: InboundUpdate) -> None:
        """Raises ``DatabaseUnavailable`` and what else means: later. Everything else is answered here."""
        try:
            press = read_any(callback.data or "")
        except ValueError:
            self._flash(callback, texts.OLD_BUTTON, alert=True)
            return
        await self._note_arrival(press, callback)
        try:
            shown = await self._act(press, callback, inbound)
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except UnknownWords:
            self._flash(callback, texts.OLD_BUTTON, alert=True)
        except (DomainError, ApplicationError) as error:
            await self._refuse(callback, error)
        else:
            if shown.asks or not shown.is_new:  # who only looks something up may still answer
                self.answers.ask(shown.asks)
            self._flash(callback, shown.toast)
            self._show(callback, shown)

    async def _act(self, press: AnyPress, callback: CallbackQuery, inbound: InboundUpdate) -> Reply:
        person = callback.from_user
        owner = Owner(person.id, _chat_id(callback), person.language_code or "")
        command_id = inbound.command_id
        match press:
            case SettingPress():
                return await SettingActions(self.use).act(press, owner=owner, command_id=command_id)
            case QuestionPress():
                return await TypedAnswers(self.use).leave(press, owner=owner, bot_id=inbound.bot_id)
            case OwnDataPress():
                return await OwnData(self.use).act(press, owner=owner, command_id=command_id)
            case Press():
                return await LeadActions(self.use).act(press, owner_id=owner.id, command_id=command_id)

    async def _note_arrival(self, press: AnyPress, callback: CallbackQuery) -> None:
        """A reminder is known by what its button carries, any other message by its words."""
        message = callback.message
        if message is None:
            return
        if isinstance(press, Press) and press.reminder is not None:
            reminder_id, generation = press.reminder
            owner_id, message_id = callback.from_user.id, message.message_id
            await self.use.arrival.reminder_pressed(reminder_id, generation, owner_id=owner_id, message_id=message_id)
        elif isinstance(message, Message) and message.text:
            await self.use.arrival.message_pressed(message.chat.id, message.text, message_id=message.message_id)

    async def _refuse(self, callback: CallbackQuery, error: DomainError | ApplicationError) -> None:
        self._flash(callback, texts.refusal(error), alert=True)
        if isinstance(error, LeadIsDeleted):
            deleted = await LeadActions(self.use).deleted_card(error.lead_id, owner_id=callback.from_user.id)
            self._show(callback, Reply(deleted))

    def _show(self, callback: CallbackQuery, shown: Reply) -> None:
        """In the message whose button was pressed, or in a new one."""
        if shown.message is None:
            return
        if shown.is_new or callback.message is None:
            self.answers.say(_chat_id(callback), shown.message)
        else:
            self.answers.edit(_chat_id(callback), callback.message.message_id, shown.message)

    def _flash(self, callback: CallbackQuery, text: str, *, alert: bool = False) -> None:
        self.answers.flash(_chat_id(callback), callback.id, text, alert=alert)


def read_any(data: str) -> AnyPress:
    """Raises ``ValueError`` for anything that no button of ours carries."""
    if is_setting(data):
        return read_setting(data)
    if is_own_data(data):
        return read_own_data(data)
    return read_question_press(data) if is_question(data) else read_press(data)


def _chat_id(callback: CallbackQuery) -> int:
    return callback.message.chat.id if callback.message else callback.from_user.id


def presses_router() -> Router:
    router = Router(name="presses")

    @router.callback_query()
    async def pressed(callback: CallbackQuery, answers: Answers, inbound: InboundUpdate, use: UseCases) -> None:
        await Presses(use, answers).pressed(callback, inbound)

    return router
