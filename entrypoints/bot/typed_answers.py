"""Words that answer a question of ours; and what becomes of words that do not."""

from dataclasses import dataclass

from aiogram.types import Message, Update

from application.accounts.owner import Owner
from application.delivery.message import Message as Words
from application.delivery.message import Span, say
from application.errors import ApplicationError, ConcurrentChange, DatabaseUnavailable, UnreadableEvent
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import read_press
from domain.errors import (
    DomainError,
    NoWorkingDays,
    PauseRefused,
    SendTimeIsQuiet,
    SnoozeRefused,
    TimingRefused,
    UnknownZone,
)
from entrypoints.bot.leads.actions import LeadActions
from entrypoints.bot.question_buttons import QuestionPress, ways_out
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import buttons
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.buttons import is_setting, read_setting
from entrypoints.bot.settings.typed_words import NotUnderstood

LONGEST_ANSWER = 100
WORDS_OF_A_NOTE = 4
ANSWER_ANEW = (NotUnderstood, TimingRefused, SnoozeRefused, SendTimeIsQuiet, PauseRefused, NoWorkingDays, UnknownZone)
"""What other words may mend: the question stays open."""


class UnknownWords(Exception):
    """They were never written, or by somebody else."""


@dataclass(frozen=True, slots=True)
class TypedAnswers:
    use: UseCases

    async def question_for(self, message: Message) -> str | None:
        """What is somebody else's word is no answer."""
        if message.forward_origin is not None:
            return None
        return await self.use.questions.open_in(message.chat.id, written_at=message.date)

    async def answer(self, question: str, words: str, answers: Answers, *, owner: Owner, update: InboundUpdate) -> bool:
        """False when the words are rather a note. Raises what means: later."""
        try:
            shown = await self._shown(question, words, owner, update.command_id)
        except ANSWER_ANEW as error:
            if _is_first_note(question, words):
                return False
            answers.say(owner.chat_id, _not_understood(error, update.update_id))
            return True
        except (DatabaseUnavailable, ConcurrentChange, UnreadableEvent):
            raise
        except (DomainError, ApplicationError) as error:
            answers.ask("")
            answers.say(owner.chat_id, say(texts.refusal(error)))
            return True
        answers.ask(shown.asks)
        if shown.message is not None:
            answers.say(owner.chat_id, shown.message)
        return True

    async def leave(self, press: QuestionPress, *, owner: Owner, bot_id: int) -> Reply:
        """Without an answer. Raises ``UnknownWords`` for those that the owner has not written, and ``NoteRefused``."""
        if press.update_id is None:
            return Reply(say(setting_texts.CANCELLED), toast="✖️ Cancelled")
        update = await self.use.questions.kept(bot_id, press.update_id)
        message = Update.model_validate_json(update.payload).message if update else None
        if update is None or message is None or not message.text or not _is_of(message, owner):
            raise UnknownWords
        # As the note that these words would have been: pressed twice, it is one lead.
        await self.use.capture.capture(message.text, owner=owner, command_id=update.command_id)
        return Reply(say(setting_texts.KEPT_AS_NOTE), toast=setting_texts.KEPT_AS_NOTE)

    async def _shown(self, question: str, words: str, owner: Owner, command_id: str) -> Reply:
        if len(words) > LONGEST_ANSWER or "\n" in words.strip():
            raise NotUnderstood(setting_texts.TOO_LONG)
        if is_setting(question):
            field = read_setting(question).value
            return await SettingActions(self.use).typed(field, words, owner=owner, command_id=command_id)
        return await LeadActions(self.use).typed(read_press(question), words, owner_id=owner.id, command_id=command_id)


def _is_of(message: Message, owner: Owner) -> bool:
    return message.from_user is not None and (message.from_user.id, message.chat.id) == (owner.id, owner.chat_id)


def _is_first_note(question: str, words: str) -> bool:
    """We ask a new person for their city, and invite their first note with the same breath."""
    return question == buttons.setting_data(buttons.ASK, buttons.WELCOME) and len(words.split()) >= WORDS_OF_A_NOTE


def _not_understood(error: Exception, update_id: int) -> Words:
    told = str(error) if isinstance(error, NotUnderstood) else texts.answer_anew(error)
    return Words((Span(told),), (ways_out(update_id),))
