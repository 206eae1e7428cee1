"""A message that its person changed: a note of other words is offered to be taken over, all else wants no answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Button, Message, Span
from application.leads.commands import OwnerCommand
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import OnLead, Verb
from application.wording.words_data import TakeOver
from domain.lead.state import LeadState
from entrypoints.bot.incoming.reading import edit_in, message_in
from entrypoints.bot.incoming.values import Sent
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.typed_answers import UnknownWords


@dataclass(frozen=True, slots=True)
class Change:
    lead: LeadState
    note: str


@dataclass(frozen=True, slots=True)
class Edits:
    use: UseCases

    async def offer(self, edited: Sent, update: InboundUpdate, *, owner_id: int) -> Message | None:
        """None for what is no change of a note: Telegram brings the message again for a reaction to it."""
        change = await self._change_by(edited, update, owner_id)
        if change is None or change.lead.is_deleted or change.note == change.lead.note:
            return None
        button = Button("✏️ Take over the change", TakeOver(update.update_id).encode())
        return Message((texts.changed_note(change.lead.title),), ((button,),))

    async def take_over(self, press: TakeOver, *, owner: Owner, bot_id: int) -> Reply:
        """Raise ``UnknownWords`` when the owner has not written them, ``LeadIsDeleted`` and ``NoteRefused``."""
        update = next(iter(await self.use.questions.kept(bot_id, press.update_id)), None)
        edited = edit_in(update.payload) if update else None
        if update is None or edited is None or edited.chat.id != owner.chat_id:
            raise UnknownWords
        change = await self._change_by(edited, update, owner.id)
        if change is None:
            raise UnknownWords
        lead_id = change.lead.lead_id
        await self.use.corrections.correct(OwnerCommand(owner.id, lead_id, update.command_id), change.note)
        show = Button("👤 Open the lead", OnLead(Verb.LEAD, lead_id).encode())
        return Reply(Message((Span(texts.TAKEN_OVER),), ((show,),)), toast="✏️ Taken over")

    async def _change_by(self, edited: Sent, update: InboundUpdate, owner_id: int) -> Change | None:
        """None when the message became no lead of theirs, has no words now, or reads as it did before."""
        history = await self.use.corrections.history(edited.chat.id, edited.message_id, owner_id=owner_id)
        words = edited.words.strip()
        if history is None or history.lead.is_erased or not words:
            return None
        earlier = _words_before(update, history.versions)
        if words == next(iter(earlier), None):
            return None
        note = _note_with(words, earlier, history.lead.note) if history.is_piece else words
        return None if note is None else Change(history.lead, note)


def _words_before(update: InboundUpdate, versions: Sequence[InboundUpdate]) -> Sequence[str]:
    """Of the message, the latest first, as far as they are kept."""
    keys = [(one.update_id, one.identity) for one in versions]
    mine = (update.update_id, update.identity)
    earlier = versions[keys.index(mine) + 1 :] if mine in keys else versions
    sent = [message_in(one.payload) or edit_in(one.payload) for one in earlier]
    return [one.words.strip() for one in sent if one is not None and one.words.strip()]


def _note_with(words: str, earlier: Sequence[str], note: str) -> str | None:
    """A note that came in several messages, of which one has other ``words`` now; None when the note has no longer what
    that message said."""
    was = next((one for one in earlier if one in note), None)
    return note.replace(was, words, 1) if was else None
