"""Correcting who a lead is about: choose the field, and type what it is."""

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import EDITED_FIELDS, EditField, OnLead, Verb
from application.wording.lead_card import lead_card
from domain.lead.prospect import Correction, Prospect
from domain.visible_text import visible
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings.typed_words import NotUnderstood

LABELS = {"name": "👤 Name", "company": "🏢 Company", "role": "💼 Role", "contacts": "☎️ Contact"}


async def choose_field(lead: PressedLead) -> Reply:
    """Raise ``LeadIsDeleted``."""
    state = await lead.undeleted()
    buttons = [
        Button(LABELS[field], EditField(Verb.EDIT, state.lead_id, number).encode())
        for number, field in enumerate(EDITED_FIELDS)
    ]
    back = Button("◀️ Back", OnLead(Verb.LEAD, state.lead_id).encode())
    text = (Span(state.title, Style.BOLD), Span(": what do you want to correct?"))
    return Reply(Message(text, (tuple(buttons[:2]), tuple(buttons[2:]), (back,))))


async def ask_for_value(lead: PressedLead, press: EditField) -> Reply:
    """Raise ``LeadIsDeleted``."""
    state, field = await lead.undeleted(), EDITED_FIELDS[press.number]
    known = _known(state.prospect, field)
    now = f"It is {known} now. " if known else ""
    text = f"{LABELS[field]} of {state.title}. {now}Type what is right."
    return Reply(Message((Span(text),)), is_new=True, asks=press.encode())


async def correct(lead: PressedLead, question: EditField, words: str) -> Reply:
    """Raise ``NotUnderstood`` for words that say nothing."""
    value, field = visible(words), EDITED_FIELDS[question.number]
    if not value:
        raise NotUnderstood("Type at least one letter.")
    state = await lead.use.commands.correct_prospect(lead.command, Correction(field, value))
    return Reply(lead_card(state, lead.clock), is_new=True)


def _known(prospect: Prospect, field: str) -> str:
    return ", ".join(prospect.contacts) if field == "contacts" else str(getattr(prospect, field))
