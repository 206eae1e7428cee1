"""Messages from a person: commands, answers, notes, places, and messages that Leadbell cannot read yet.

A command is no answer: it closes an open question.
"""

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message, User

from application.accounts.owner import Owner
from application.delivery.message import Message as Words
from application.delivery.message import say
from application.ports.inbox import InboundUpdate
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting
from application.wording.setting_values import Field
from domain.errors import NoteRefused
from entrypoints.bot.leads.pages import lead_page, overdue_page, statistics_page
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.actions import SettingActions
from entrypoints.bot.settings.typed_words import NotUnderstood
from entrypoints.bot.settings.zones import ZoneActions
from entrypoints.bot.typed_answers import TypedAnswers

Page = Callable[[UseCases, Owner], Awaitable[Words]]


async def start(message: Message, answers: Answers, person: User, inbound: InboundUpdate, use: UseCases) -> None:
    """Open the account; ask where the person is until they have said it."""
    answers.ask("")
    answers.say(message.chat.id, texts.WELCOME)
    account = await use.account_commands.open(_owner(message, person), inbound.command_id)
    if account.zone_confirmed_at is None:
        answers.say(message.chat.id, setting_texts.welcome_question(account.preferences.zone))
        answers.ask(AskSetting(Field.ZONE, at_welcome=True).encode())


async def show_help(use: UseCases, owner: Owner) -> Words:
    return texts.HELP


async def show_leads(use: UseCases, owner: Owner) -> Words:
    return lead_page(await use.queries.page(owner.id, 0), await use.accounts.wall_clock(owner.id))


async def show_overdue(use: UseCases, owner: Owner) -> Words:
    return overdue_page(await use.queries.overdue(owner.id, 0), await use.accounts.wall_clock(owner.id))


async def show_statistics(use: UseCases, owner: Owner) -> Words:
    return statistics_page(await use.statistics.of_owner(owner.id))


async def show_settings(use: UseCases, owner: Owner) -> Words:
    return await SettingActions(use).page(owner)


async def ask_about_own_data(use: UseCases, owner: Owner) -> Words:
    return await OwnData(use).question(owner.id)


async def refuse_command(message: Message, answers: Answers) -> None:
    answers.ask("")
    answers.say(message.chat.id, texts.unknown_command((message.text or "").split()[0]))


async def take_words(message: Message, answers: Answers, person: User, inbound: InboundUpdate, use: UseCases) -> None:
    """An answer while a question is open, else a note."""
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
        reply = await ZoneActions(use).by_place(
            place.latitude, place.longitude, owner=owner, command_id=inbound.command_id
        )
    except NotUnderstood as error:
        answers.say(message.chat.id, say(str(error)))
        return
    answers.ask(reply.asks)
    if reply.message is not None:
        answers.say(message.chat.id, reply.message)


async def answer_anything_else(message: Message, answers: Answers) -> None:
    answers.say(message.chat.id, texts.NOT_TEXT)


async def answer_edit(message: Message, answers: Answers) -> None:
    """A place that is shared live changes all the time."""
    if message.location is None:
        answers.say(message.chat.id, texts.EDITED)


def _owner(message: Message, person: User) -> Owner:
    return Owner(person.id, message.chat.id, person.language_code or "")


def _named(name: str) -> Command:
    return Command(name, ignore_mention=True, ignore_case=True)


def _answer_with(page: Page) -> Callable[..., Awaitable[None]]:
    async def answer(message: Message, answers: Answers, person: User, use: UseCases) -> None:
        answers.ask("")
        answers.say(message.chat.id, await page(use, _owner(message, person)))

    return answer


def notes_router() -> Router:
    """The order matters: commands first, then words, then all other messages."""
    router = Router(name="notes")
    router.message.register(start, _named("start"))
    for name, page in (
        ("help", show_help),
        ("leads", show_leads),
        ("overdue", show_overdue),
        ("stats", show_statistics),
        ("settings", show_settings),
        ("delete_my_data", ask_about_own_data),
    ):
        router.message.register(_answer_with(page), _named(name))
    router.message.register(refuse_command, F.text.startswith("/"))
    router.message.register(take_words, F.text)
    router.message.register(take_place, F.location)
    router.message.register(answer_anything_else)
    router.edited_message.register(answer_edit)
    return router
