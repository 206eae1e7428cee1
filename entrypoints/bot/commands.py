"""What a person writes: commands, answers, notes, places, and things that we cannot read yet.

A command is no answer: whatever was asked before it is asked no more.
"""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import Message, User

from application.accounts.owner import Owner
from application.delivery.message import say
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting
from application.wording.setting_values import Field
from domain.errors import NoteRefused
from entrypoints.bot.leads.overdue_pages import overdue_page
from entrypoints.bot.leads.pages import lead_page
from entrypoints.bot.leads.statistics_pages import statistics_page
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.typed_words import NotUnderstood
from entrypoints.bot.settings.zones import ZoneActions
from entrypoints.bot.typed_answers import TypedAnswers


async def start(message: Message, answers: Answers, person: User, inbound: InboundUpdate, use: UseCases) -> None:
    """Opens the account; who has not said where they are is asked."""
    answers.ask("")
    answers.say(message.chat.id, texts.WELCOME)
    account = await use.account_commands.open(_owner(message, person), inbound.command_id)
    if account.zone_confirmed_at is None:
        answers.say(message.chat.id, setting_texts.welcome_question(account.preferences.zone))
        answers.ask(AskSetting(Field.ZONE, at_welcome=True).encode())


async def show_help(message: Message, answers: Answers) -> None:
    answers.ask("")
    answers.say(message.chat.id, texts.HELP)


async def show_leads(message: Message, answers: Answers, person: User, use: UseCases) -> None:
    answers.ask("")
    page, clock = await use.queries.page(person.id, 0), await use.accounts.wall_clock(person.id)
    answers.say(message.chat.id, lead_page(page, clock) if page.total else texts.NO_LEADS)


async def show_overdue(message: Message, answers: Answers, person: User, use: UseCases) -> None:
    answers.ask("")
    page = await use.queries.overdue(person.id, 0)
    answers.say(message.chat.id, overdue_page(page, await use.accounts.wall_clock(person.id)))


async def show_statistics(message: Message, answers: Answers, person: User, use: UseCases) -> None:
    answers.ask("")
    answers.say(message.chat.id, statistics_page(await use.statistics.of_owner(person.id)))


async def show_settings(message: Message, answers: Answers, person: User, use: UseCases) -> None:
    answers.ask("")
    answers.say(message.chat.id, await SettingActions(use).page(_owner(message, person)))


async def ask_about_own_data(message: Message, answers: Answers, person: User, use: UseCases) -> None:
    answers.ask("")
    answers.say(message.chat.id, await OwnData(use).question(person.id))


async def refuse_command(message: Message, answers: Answers) -> None:
    answers.ask("")
    answers.say(message.chat.id, texts.unknown_command((message.text or "").split()[0]))


async def take_words(message: Message, answers: Answers, person: User, inbound: InboundUpdate, use: UseCases) -> None:
    """An answer, when something was asked; else a note."""
    words, owner = message.text or "", _owner(message, person)
    question = await TypedAnswers(use).question_for(message)
    if question and await TypedAnswers(use).answer(question, words, answers, owner=owner, update=inbound):
        return
    try:
        await use.capture.capture(words, owner=owner, command_id=inbound.command_id)
    except NoteRefused as refused:
        answers.say(message.chat.id, texts.note_refused(refused))


async def take_place(message: Message, answers: Answers, person: User, inbound: InboundUpdate, use: UseCases) -> None:
    """People share where they are from the paperclip menu, asked or not."""
    if message.location is None:
        return
    place, owner = message.location, _owner(message, person)
    try:
        shown = await ZoneActions(use).by_place(
            place.latitude, place.longitude, owner=owner, command_id=inbound.command_id
        )
    except NotUnderstood as error:
        answers.say(message.chat.id, say(str(error)))
        return
    answers.ask(shown.asks)
    if shown.message is not None:
        answers.say(message.chat.id, shown.message)


async def answer_anything_else(message: Message, answers: Answers) -> None:
    answers.say(message.chat.id, texts.NOT_TEXT)


async def answer_edit(message: Message, answers: Answers) -> None:
    """A place that is shared live changes all the time."""
    if message.location is None:
        answers.say(message.chat.id, texts.EDITED)


def _owner(message: Message, person: User) -> Owner:
    return Owner(person.id, message.chat.id, person.language_code or "")


def notes_router() -> Router:
    """The order matters: commands first, then words, then everything else."""
    router = Router(name="notes")
    router.message.register(start, CommandStart(ignore_mention=True, ignore_case=True))
    for name, handler in (
        ("help", show_help),
        ("leads", show_leads),
        ("overdue", show_overdue),
        ("stats", show_statistics),
        ("settings", show_settings),
        ("delete_my_data", ask_about_own_data),
    ):
        router.message.register(handler, Command(name, ignore_mention=True, ignore_case=True))
    router.message.register(refuse_command, F.text.startswith("/"))
    router.message.register(take_words, F.text)
    router.message.register(take_place, F.location)
    router.message.register(answer_anything_else)
    router.edited_message.register(answer_edit)
    return router
