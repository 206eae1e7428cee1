"""The menu of commands, kept per scope and language, and the bot's sign of life while it works."""

import pytest
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from aiohttp import ClientSession

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.changes import Change
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, BORIS, complaint

LEADS = BotCommand(command="leads", description="Your leads")
LEADY = BotCommand(command="leads", description="Twoje leady")


async def test_commands_are_kept_per_scope_and_language(bot: Bot) -> None:
    private = BotCommandScopeAllPrivateChats()

    await bot.set_my_commands([LEADS])
    await bot.set_my_commands([LEADY], scope=private, language_code="pl")

    assert [command.description for command in await bot.get_my_commands()] == ["Your leads"]
    polish = await bot.get_my_commands(scope=private, language_code="pl")
    assert [command.description for command in polish] == ["Twoje leady"]
    assert await bot.get_my_commands(language_code="pl") == []


async def test_each_person_sees_the_menu_in_their_own_language(
    bot: Bot, http: ClientSession, server: BotApiServer
) -> None:
    await bot.set_my_commands([LEADS])
    await bot.set_my_commands([LEADY], language_code="pl")

    seen = {}
    for person in (ANNA, BORIS):
        async with http.get("/sandbox/state", params={"person": str(person.id)}) as answer:
            seen[person.id] = (await answer.json())["commands"][0]["description"]

    assert seen == {ANNA.id: "Twoje leady", BORIS.id: "Your leads"}


async def test_commands_for_single_chats_are_refused_by_name(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="sandbox: command scope chat is not modelled"):
        await bot.set_my_commands([LEADS], scope=BotCommandScopeChat(chat_id=ANNA.id))


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Leads!", "Your leads", "BOT_COMMAND_INVALID"),
        ("leads", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_commands_are_checked(http: ClientSession, command: str, description: str, reason: str) -> None:
    wrong = [{"command": command, "description": description}]

    assert await complaint(http, "setMyCommands", commands=wrong) == f"Bad Request: {reason}"


async def test_typing_is_shown_to_the_person(bot: Bot, server: BotApiServer, anna: Person) -> None:
    with server.room.store.changes.watched() as news:
        assert await bot.send_chat_action(ANNA.id, ChatAction.TYPING)

    assert news.get_nowait() == Change(ANNA.id, "action", {"action": "typing"})
