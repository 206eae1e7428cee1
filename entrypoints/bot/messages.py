"""Messages from a person: commands, answers, notes, places, and what Leadbell cannot read yet."""

from dataclasses import dataclass
from hashlib import sha256

from application.accounts.owner import Owner
from application.delivery.message import say
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from domain.errors import NoteRefused
from entrypoints.bot.commands import Commands
from entrypoints.bot.edits import Edits
from entrypoints.bot.incoming.values import Content, Person, Place, Sent
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.settings.typed_words import NotUnderstood
from entrypoints.bot.settings.zones import ZoneActions
from entrypoints.bot.typed_answers import TypedAnswers
from entrypoints.bot.words.sorting import WordSorting


@dataclass(frozen=True, slots=True)
class Messages:
    use: UseCases
    answers: Answers
    update: InboundUpdate

    async def take(self, message: Sent) -> None:
        """Telegram's own words about a chat, as that a message was pinned, want no answer."""
        if message.person is None:
            return
        owner = owner_of(message, message.person)
        if message.words.startswith("/") and message.words.strip("/ "):
            await Commands(self.use, self.answers).obey(message.words, owner=owner, command_id=self.update.command_id)
        elif message.words:
            await self._take_words(message, owner)
        elif message.place is not None:
            await self._take_place(message.place, owner)
        elif message.content is Content.UNREADABLE and await self._is_first_of_album(message):
            self.answers.say(owner.chat_id, texts.NOT_TEXT)

    async def take_edit(self, message: Sent) -> None:
        if message.person is None:
            return
        offer = await Edits(self.use).offer(message, self.update, owner_id=message.person.id)
        if offer is not None:
            self.answers.say(message.chat.id, offer)

    async def _take_words(self, message: Sent, owner: Owner) -> None:
        """An answer while a question is open, else what they are."""
        typed = TypedAnswers(self.use)
        question = await typed.question_for(message)
        if question and await typed.answer(question, message.words, self.answers, owner=owner, update=self.update):
            return
        if not await WordSorting(self.use, self.answers, owner, self.update).is_note(message):
            return
        if (over := await self.use.quota.take_note(owner.id)) is not None:
            if over.words is not None:
                self.answers.say(owner.chat_id, over.words)
            return
        try:
            await self.use.capture.capture(message.words, owner=owner, command_id=self.update.command_id)
        except NoteRefused as refused:
            self.answers.say(owner.chat_id, texts.note_refused(refused))
            return
        if message.content is Content.UNREADABLE and await self._is_first_of_album(message):
            self.answers.say(owner.chat_id, texts.WORDS_ONLY)

    async def _is_first_of_album(self, message: Sent) -> bool:
        """A part that comes late is not answered again."""
        album = sha256(message.album.encode()).hexdigest()[:32]
        return not message.album or await self.use.once.is_first(
            f"album:{self.update.bot_id}:{message.chat.id}:{album}"
        )

    async def _take_place(self, place: Place, owner: Owner) -> None:
        """People share where they are from the paperclip menu, asked or not."""
        try:
            reply = await ZoneActions(self.use).by_place(
                place.latitude, place.longitude, owner=owner, command_id=self.update.command_id
            )
        except NotUnderstood as error:
            self.answers.say(owner.chat_id, say(str(error)))
            return
        self.answers.ask(reply.asks)
        if reply.message is not None:
            self.answers.say(owner.chat_id, reply.message)


def owner_of(message: Sent, person: Person) -> Owner:
    return Owner(person.id, message.chat.id, person.language)
