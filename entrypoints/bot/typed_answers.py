"""Words that answer a question of the bot, and words that do not."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Button, Span, say
from application.delivery.message import Message as Words
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting, parse
from application.wording.setting_values import Field
from application.wording.words_data import LeaveQuestion
from domain.errors import (
    DomainError,
    NoWorkingDays,
    PauseRefused,
    SendTimeIsQuiet,
    SnoozeRefused,
    TimingRefused,
    UnknownZone,
)
from domain.intent import Intent, read_message
from entrypoints.bot.incoming.joining import TelegramJoining
from entrypoints.bot.incoming.reading import message_in
from entrypoints.bot.incoming.values import Sent
from entrypoints.bot.leads.actions import answer_about_lead
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.typed_words import NotUnderstood

LONGEST_ANSWER = 100
_ZONE = [AskSetting(Field.ZONE, at_welcome=is_welcome).encode() for is_welcome in (True, False)]
_WORDS_BESIDE = dict.fromkeys(_ZONE, (Intent.ABOUT_LEAD, Intent.TALK))
"""Beside notes and wishes, words that are surely no answer to the question: no city is called "done"."""
ANSWER_ANEW = (NotUnderstood, TimingRefused, SnoozeRefused, SendTimeIsQuiet, PauseRefused, NoWorkingDays, UnknownZone)
"""Other words may do: the question stays open."""


class UnknownWords(Exception):
    """Never written, or by another person."""


@dataclass(frozen=True, slots=True)
class TypedAnswers:
    use: UseCases

    async def question_for(self, message: Sent) -> str | None:
        """Forwarded words are no answer: they are another person's."""
        if message.is_forwarded:
            return None
        return await self.use.questions.open_in(message.chat.id, written_at=message.sent_at)

    async def answer(self, question: str, words: str, answers: Answers, *, owner: Owner, update: InboundUpdate) -> bool:
        """False when the words are rather a note. Raise ``DatabaseUnavailable`` and ``ConcurrentChange``: the update
        is handled later; and ``UnreadableEvent``: it waits for an operator."""
        try:
            reply = await self._reply(question, words, owner, update.command_id)
        except ANSWER_ANEW as error:
            if read_message(words).intent in (Intent.NOTE, Intent.WISH, *_WORDS_BESIDE.get(question, ())):
                return False
            answers.say(owner.chat_id, _not_understood(error, update.update_id))
            return True
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except (DomainError, ApplicationError) as error:
            answers.ask("")
            answers.say(owner.chat_id, say(texts.refusal(error)))
            return True
        if reply is None:
            return False
        answers.ask(reply.asks)
        if reply.message is not None:
            answers.say(owner.chat_id, reply.message)
        return True

    async def leave(self, press: LeaveQuestion, *, owner: Owner, bot_id: int) -> Reply:
        """Without an answer. Raise ``UnknownWords`` when the owner has not written them, and ``NoteRefused``."""
        if press.update_id is None:
            return Reply(say(setting_texts.CANCELLED), toast="✖️ Cancelled")
        words, command_id = await self.words_of(bot_id, press.update_id, owner)
        if (over := await self.use.quota.take_note(owner.id)) is not None:
            return Reply(over.words)
        # With the command id that they would have had as a note: pressed twice, it is a single lead.
        await self.use.capture.capture(words, owner=owner, command_id=command_id)
        return Reply(say(setting_texts.KEPT_AS_NOTE), toast=setting_texts.KEPT_AS_NOTE)

    async def words_of(self, bot_id: int, update_id: int, owner: Owner) -> tuple[str, str]:
        """The words of a kept update and its command id. Raise ``UnknownWords`` when the owner has not written them."""
        parts = await self.use.questions.kept(bot_id, update_id)
        words = _words_of(TelegramJoining().joined(parts), owner) if parts else ""
        if not words:
            raise UnknownWords
        return words, parts[0].command_id

    async def _reply(self, question: str, words: str, owner: Owner, command_id: str) -> Reply | None:
        """None for a question that cannot be read any more."""
        asked = parse(question)
        if asked is not None and (len(words) > LONGEST_ANSWER or "\n" in words.strip()):
            raise NotUnderstood(setting_texts.TOO_LONG)
        if isinstance(asked, AskSetting):
            return await SettingActions(self.use).typed(asked.field, words, owner=owner, command_id=command_id)
        return await answer_about_lead(self.use, asked, words, owner_id=owner.id, command_id=command_id)


def _words_of(update: InboundUpdate, owner: Owner) -> str:
    """Empty when they are not the owner's."""
    message = message_in(update.payload)
    if message is None or message.person is None:
        return ""
    return message.words if (message.person.id, message.chat.id) == (owner.id, owner.chat_id) else ""


def _not_understood(error: Exception, update_id: int) -> Words:
    said = str(error) if isinstance(error, NotUnderstood) else texts.answer_anew(error)
    cancel = Button("✖️ Cancel", LeaveQuestion().encode())
    keep = Button("📝 Keep it as a note", LeaveQuestion(update_id).encode())
    return Words((Span(said),), ((cancel, keep),))
