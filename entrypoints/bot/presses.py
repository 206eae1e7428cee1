"""What a person does by pressing a button. Who presses must own the lead; forged data gets a polite refusal."""

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from application.arrival_proof import ArrivalProof
from application.delivery import Rejected
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.messenger import Messenger
from application.wording.buttons import Press, read_press
from domain.errors import DomainError, LeadIsDeleted
from entrypoints.bot import texts
from entrypoints.bot.answers import Answers
from entrypoints.bot.lead_actions import LeadActions, Shown


@dataclass(frozen=True, slots=True)
class Presses:
    actions: LeadActions
    proof: ArrivalProof
    messenger: Messenger

    async def pressed(self, callback: CallbackQuery, answers: Answers, command_id: str) -> None:
        """Raises ``DatabaseUnavailable`` and what else means: later. Everything else is answered here."""
        try:
            press = read_press(callback.data or "")
        except ValueError:
            await self.messenger.acknowledge(callback.id, texts.OLD_BUTTON, alert=True)
            return
        await self._note_arrival(press, callback)
        try:
            shown = await self.actions.act(press, owner_id=callback.from_user.id, command_id=command_id)
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except (DomainError, ApplicationError) as error:
            await self._refuse(callback, error, answers)
        else:
            await self.messenger.acknowledge(callback.id, shown.toast)
            await self._show(callback, shown, answers)

    async def _note_arrival(self, press: Press, callback: CallbackQuery) -> None:
        if press.reminder is None or callback.message is None:
            return
        reminder_id, generation = press.reminder
        await self.proof.pressed(
            reminder_id, generation, owner_id=callback.from_user.id, message_id=callback.message.message_id
        )

    async def _refuse(self, callback: CallbackQuery, error: DomainError | ApplicationError, answers: Answers) -> None:
        await self.messenger.acknowledge(callback.id, texts.refusal(error), alert=True)
        if isinstance(error, LeadIsDeleted):
            deleted = await self.actions.deleted_card(error.lead_id, owner_id=callback.from_user.id)
            await self._show(callback, Shown(deleted), answers)

    async def _show(self, callback: CallbackQuery, shown: Shown, answers: Answers) -> None:
        """In the message whose button was pressed, or in a new one."""
        if shown.message is None:
            return
        if shown.is_new or callback.message is None:
            chat_id = callback.message.chat.id if callback.message else callback.from_user.id
            answers.say(chat_id, shown.message)
        else:
            chat_id, message_id = callback.message.chat.id, callback.message.message_id
            outcome = await self.messenger.edit(chat_id, message_id, shown.message)
            if isinstance(outcome, Rejected):  # too old to be edited, or gone from the chat
                answers.say(chat_id, shown.message)


def presses_router(presses: Presses) -> Router:
    router = Router(name="presses")

    @router.callback_query()
    async def pressed(callback: CallbackQuery, answers: Answers, command_id: str) -> None:
        await presses.pressed(callback, answers, command_id)

    return router
