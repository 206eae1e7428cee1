"""What words are, and what becomes of them. What is not surely a note becomes no lead silently."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message, Span
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.leads.commands import OwnerCommand
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from domain.errors import DomainError
from domain.intent import Act, Intent, MessageReading, read_message
from entrypoints.bot.incoming.values import Sent
from entrypoints.bot.replies import texts as reply_texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.words import texts
from entrypoints.bot.words.acts import Acts
from entrypoints.bot.words.buttons import leads_to_open, note_or_not
from entrypoints.bot.words.target import Target, target_in, target_of
from entrypoints.bot.words.wishes import Wishes


@dataclass(frozen=True, slots=True)
class WordSorting:
    use: UseCases
    answers: Answers
    owner: Owner
    update: InboundUpdate

    async def is_note(self, message: Sent) -> bool:
        """False when the words were answered. Raise ``DatabaseUnavailable``, ``ConcurrentChange``: the update is
        handled later; and ``UnreadableEvent``: it waits for an operator."""
        if not message.words.strip():
            return True
        target = None if message.is_forwarded else await target_of(message, self.use, owner_id=self.owner.id)
        reading = read_message(message.words, answers_lead=target is not None)
        if message.is_forwarded or (reading.intent is Intent.NOTE and not await self._asks_about_known(message)):
            return True
        if reading.intent is not Intent.NOTE:
            await self._answer(reading, message, target)
        return False

    async def _answer(self, reading: MessageReading, message: Sent, target: Target | None) -> None:
        try:
            replies = await self._replies(reading, message, target)
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except (DomainError, ApplicationError) as error:
            replies = [Reply(Message((Span(reply_texts.refusal(error)),)))]
        for reply in replies:
            if reply.message is not None:
                self.answers.say(self.owner.chat_id, reply.message)

    async def _replies(self, reading: MessageReading, message: Sent, target: Target | None) -> list[Reply]:
        if reading.act is not None:
            return await self._act(reading.act, message, target)
        if reading.wish is not None:
            return [await Wishes(self.use, self.owner, self.update.command_id).grant(reading.wish)]
        if reading.talk is not None:
            return [Reply(texts.TALK[reading.talk])]
        return [await self._ask(message)]

    async def _act(self, act: Act, message: Sent, target: Target | None) -> list[Reply]:
        """Without a target on the lead whose name is said, if there is only one."""
        if target is None and act.person:
            leads = await self.use.known.named(self.owner.id, act.person)
            if not leads:
                return [await self._ask(message)]
            if len(leads) > 1:
                return [Reply(Message((Span(texts.CHOOSE),), leads_to_open(leads)))]
            target = target_in(await self.use.queries.show(leads[0].row.lead_id, self.owner.id))
        if target is None:
            return [Reply(texts.WHICH_LEAD)]
        command = OwnerCommand(self.owner.id, target.state.lead_id, self.update.command_id)
        clock = await self.use.accounts.wall_clock(self.owner.id)
        return await Acts(self.use, command, clock, message.words).carry_out(act, target)

    async def _ask(self, message: Sent) -> Reply:
        """Whether the words are a note, or belong to a lead that they may name."""
        leads = await self.use.known.named(self.owner.id, message.words)
        return Reply(Message((Span(texts.IS_IT_A_NOTE),), note_or_not(leads[:2], self.update.update_id)))

    async def _asks_about_known(self, message: Sent) -> bool:
        leads = await self.use.known.mentioned_in(self.owner.id, message.words)
        if leads:
            question = Message((Span(texts.IS_IT_MORE),), note_or_not(leads[:3], self.update.update_id))
            self.answers.say(self.owner.chat_id, question)
        return bool(leads)
