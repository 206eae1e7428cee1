"""The question before a person's data is deleted, and the report after it."""

from application.delivery.message import Button, Message, Span, Style
from application.ports.personal_data import Erased
from application.wording.callback_data import DeleteMyData
from application.wording.phrases import counted

STAYS = (
    "What stays: that there was a lead, and when its steps were due, without anybody's words; your settings and your "
    "Telegram id; what is written in this chat, which only you can delete in Telegram; and copies that the operator "
    "of this Leadbell has made before."
)


def deletion_question(leads: int) -> Message:
    """``leads`` counts deleted leads too."""
    goes = (
        f"{counted(leads, 'lead')}, deleted ones too: notes, contacts, plans, drafts, and whatever else you wrote to me"
    )
    erase = Button("🗑 Erase everything", DeleteMyData(surely=True).encode())
    keep = Button("Keep it", DeleteMyData(surely=False).encode())
    return Message(
        (
            Span("🗑 Delete my data", Style.BOLD),
            Span(f"\n\nWhat goes for good: {goes}. Nobody can bring it back."),
            Span(f"\n\n{STAYS}"),
        ),
        ((erase, keep),),
    )


def deletion_report(erased: Erased) -> Message:
    waiting = "\n\nA few messages are still on their way; their words go when they have ended."
    unread = (
        f"\n\nLeft, since it could not be read: {counted(len(erased.unreadable), 'lead')}. Please tell the operator."
    )
    spans = [Span("🗑 Done.", Style.BOLD), Span(f" Erased: {counted(erased.leads, 'lead')}.")]
    spans += [Span(waiting)] if erased.redacted.waiting else []
    spans += [Span(unread)] if erased.unreadable else []
    return Message((*spans, Span("\n\nSend a note whenever you want to begin again.")))
