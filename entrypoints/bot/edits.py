"""A message that its person changed: a note of other words is offered to be taken over, all else wants no answer."""

from dataclasses import dataclass
from hashlib import sha256

from application.accounts.owner import Owner
from application.delivery.message import Button, Message, Span
from application.leads.commands import OwnerCommand
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import OnLead, TakeOver, Verb
from domain.lead.state import LeadState
from entrypoints.bot.incoming.joining import LIMIT, units
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
        """None for what is no change of a note. The same change is offered once: Telegram brings the message again for
        a reaction to it."""
        change = await self._change_by(edited, owner_id)
        if change is None or change.lead.is_deleted or change.note == change.lead.note:
            return None
        if not await self._is_first(edited):
            return None
        button = Button("✏️ Take over the change", TakeOver(update.update_id).encode())
        return Message((texts.changed_note(change.lead.title),), ((button,),))

    async def take_over(self, press: TakeOver, *, owner: Owner, bot_id: int) -> Reply:
        """Raise ``UnknownWords`` when the owner has not written them, ``LeadIsDeleted`` and ``NoteRefused``."""
        update = await self.use.questions.kept(bot_id, press.update_id)
        edited = edit_in(update.payload) if update else None
        if update is None or edited is None or edited.chat.id != owner.chat_id:
            raise UnknownWords
        change = await self._change_by(edited, owner.id)
        if change is None:
            raise UnknownWords
        lead_id = change.lead.lead_id
        await self.use.corrections.correct(OwnerCommand(owner.id, lead_id, update.command_id), change.note)
        show = Button("👤 Open the lead", OnLead(Verb.LEAD, lead_id).encode())
        return Reply(Message((Span(texts.TAKEN_OVER),), ((show,),)), toast="✏️ Taken over")

    async def _change_by(self, edited: Sent, owner_id: int) -> Change | None:
        """None when the message became no lead of theirs, or has no words now."""
        first = await self.use.corrections.first_sent(edited.chat.id, edited.message_id)
        lead = await self.use.corrections.lead_from(first, owner_id=owner_id) if first else None
        if first is None or lead is None or lead.is_erased or not edited.words.strip():
            return None
        message = message_in(first.payload)
        note = _whole_note(lead.note, message.words.strip() if message else "", edited.words.strip())
        return Change(lead, note)

    async def _is_first(self, edited: Sent) -> bool:
        words = sha256(edited.words.encode()).hexdigest()[:32]
        return await self.use.once.is_first(f"edit:{edited.chat.id}:{edited.message_id}:{words}")


def _whole_note(note: str, was: str, words: str) -> str:
    """A note longer than a message came in several, of which only one is changed; as it was when that one is not known
    any more."""
    if was and note.startswith(was):
        return words + note[len(was) :]
    return words if units(note) <= LIMIT else note
