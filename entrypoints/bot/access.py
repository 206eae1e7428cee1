"""Who may use the bot."""

from dataclasses import dataclass

from application.delivery.message import Message
from application.use_cases import UseCases
from entrypoints.bot.incoming.values import Chat, Edited, Person, Pressed, Sent
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers


@dataclass(frozen=True, slots=True)
class Access:
    """Only private chats, and the users whom the settings allow, all when they name none."""

    allowed_users: frozenset[int]

    async def lets_in(self, incoming: Sent | Edited | Pressed, answers: Answers, use: UseCases) -> bool:
        """A refusal is answered, but for what is not meant for the bot."""
        person, chat = _sender(incoming)
        if person is None or chat is None or person.is_bot:
            return False
        if not chat.is_private:
            if _is_addressed(incoming):
                _refuse(incoming, chat.id, texts.PRIVATE_ONLY, answers)
            return False
        if self.allowed_users and person.id not in self.allowed_users:
            _refuse(incoming, chat.id, texts.NOT_ALLOWED, answers)
            return False
        await use.reachability.note_back(chat.id, owner_id=person.id)
        return True


def _refuse(incoming: Sent | Edited | Pressed, chat_id: int, words: Message, answers: Answers) -> None:
    if isinstance(incoming, Pressed):
        answers.flash(chat_id, incoming.id, words.text, alert=True)
    else:
        answers.say(chat_id, words)


def _is_addressed(incoming: Sent | Edited | Pressed) -> bool:
    """In a group people talk to each other; only a command or a pressed button wants an answer."""
    message = incoming.message if isinstance(incoming, Edited) else incoming
    return not isinstance(message, Sent) or message.words.startswith("/")


def _sender(incoming: Sent | Edited | Pressed) -> tuple[Person | None, Chat | None]:
    """A press whose message Telegram does not show belongs to no chat that is known."""
    message = incoming.message if isinstance(incoming, Edited) else incoming
    return message.person, message.chat
