"""Who may use the bot."""

from dataclasses import dataclass

from application.accounts.access import InvitationRefused
from application.accounts.owner import Owner
from application.delivery.message import Message
from application.inbox.house import House
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording import bounds
from entrypoints.bot.incoming.admitting import start_code
from entrypoints.bot.incoming.values import Chat, Edited, Person, Pressed, Sent
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers


@dataclass(frozen=True, slots=True)
class Access:
    """Only private chats, and persons whom the house lets in; whoever brings an open invitation comes in by it."""

    house: House

    async def lets_in(
        self, incoming: Sent | Edited | Pressed, update: InboundUpdate, answers: Answers, use: UseCases
    ) -> bool:
        """A refusal is answered, but for what is not meant for the bot."""
        person, chat = _sender(incoming)
        if person is None or chat is None or person.is_bot:
            return False
        if not chat.is_private:
            if _is_addressed(incoming):
                _refuse(incoming, chat.id, texts.PRIVATE_ONLY, answers)
            return False
        account = await use.accounts.row_of(person.id)
        if account is not None and account.blocked_since is not None:
            return False
        is_invited = await _is_invited(incoming, update, use)  # also while all may come: the door may be closed later
        if not is_invited and not self.house.lets_in(person.id, account):
            _refuse(incoming, chat.id, _words_for(incoming), answers)
            return False
        await use.reachability.note_back(chat.id, owner_id=person.id)
        return True


async def _is_invited(incoming: Sent | Edited | Pressed, update: InboundUpdate, use: UseCases) -> bool:
    code = start_code(incoming.words) if isinstance(incoming, Sent) else ""
    if not code or not isinstance(incoming, Sent) or incoming.person is None:
        return False
    owner = Owner(incoming.person.id, incoming.chat.id, incoming.person.language)
    try:
        await use.access.accept(code, owner=owner, command_id=update.command_id)
    except InvitationRefused:
        return False
    return True


def _words_for(incoming: Sent | Edited | Pressed) -> Message:
    has_code = isinstance(incoming, Sent) and bool(start_code(incoming.words))
    return bounds.CODE_REFUSED if has_code else bounds.NOT_ALLOWED


def _refuse(incoming: Sent | Edited | Pressed, chat_id: int, words: Message, answers: Answers) -> None:
    match incoming:
        case Pressed():
            answers.flash(chat_id, incoming.id, words.text, alert=True)
        case Sent(is_spoken=True):
            answers.say(chat_id, words)


def _is_addressed(incoming: Sent | Edited | Pressed) -> bool:
    """In a group people talk to each other; only a command or a pressed button wants an answer."""
    return isinstance(incoming, Pressed) or (isinstance(incoming, Sent) and incoming.words.startswith("/"))


def _sender(incoming: Sent | Edited | Pressed) -> tuple[Person | None, Chat | None]:
    """A press whose message Telegram does not show belongs to no chat that is known."""
    message = incoming.message if isinstance(incoming, Edited) else incoming
    return message.person, message.chat
