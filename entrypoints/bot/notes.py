"""What a person writes: commands, notes, and things that we cannot read yet."""

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import Message, User

from application.lead_capture import LeadCapture
from application.lead_queries import LeadQueries
from domain.errors import NoteRefused
from domain.worktime import WorkTime
from entrypoints.bot import texts
from entrypoints.bot.answers import Answers
from entrypoints.bot.lead_pages import lead_page
from entrypoints.bot.overdue_pages import overdue_page


@dataclass(frozen=True, slots=True)
class Notes:
    capture: LeadCapture
    queries: LeadQueries
    work_time: WorkTime

    async def start(self, message: Message, answers: Answers) -> None:
        answers.say(message.chat.id, texts.WELCOME)

    async def show_help(self, message: Message, answers: Answers) -> None:
        answers.say(message.chat.id, texts.HELP)

    async def show_leads(self, message: Message, answers: Answers, person: User) -> None:
        page = await self.queries.page(person.id, 0)
        answers.say(message.chat.id, lead_page(page, self.work_time.zone) if page.total else texts.NO_LEADS)

    async def show_overdue(self, message: Message, answers: Answers, person: User) -> None:
        page = await self.queries.overdue(person.id, 0)
        answers.say(message.chat.id, overdue_page(page, self.work_time.zone))

    async def refuse_command(self, message: Message, answers: Answers) -> None:
        answers.say(message.chat.id, texts.unknown_command((message.text or "").split()[0]))

    async def capture_note(self, message: Message, answers: Answers, person: User, command_id: str) -> None:
        note = message.text or ""
        try:
            await self.capture.capture(note, owner_id=person.id, chat_id=message.chat.id, command_id=command_id)
        except NoteRefused as refused:
            answers.say(message.chat.id, texts.note_refused(refused))

    async def answer_anything_else(self, message: Message, answers: Answers) -> None:
        answers.say(message.chat.id, texts.NOT_TEXT)

    async def answer_edit(self, message: Message, answers: Answers) -> None:
        answers.say(message.chat.id, texts.EDITED)


def notes_router(notes: Notes) -> Router:
    """The order matters: commands first, then notes, then everything else."""
    router = Router(name="notes")
    router.message.register(notes.start, CommandStart(ignore_mention=True, ignore_case=True))
    router.message.register(notes.show_help, Command("help", ignore_mention=True, ignore_case=True))
    router.message.register(notes.show_leads, Command("leads", ignore_mention=True, ignore_case=True))
    router.message.register(notes.show_overdue, Command("overdue", ignore_mention=True, ignore_case=True))
    router.message.register(notes.refuse_command, F.text.startswith("/"))
    router.message.register(notes.capture_note, F.text)
    router.message.register(notes.answer_anything_else)
    router.edited_message.register(notes.answer_edit)
    return router
