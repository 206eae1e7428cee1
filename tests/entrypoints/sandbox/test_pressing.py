"""Callback queries: a press becomes an update, and takes one timely answer."""

from datetime import timedelta

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from entrypoints.sandbox.bot_api.person import CannotDo, Person
from entrypoints.sandbox.bot_api.store.changes import Change
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, HandClock, a_button, rows

DONE = a_button("Done", "done:1")
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest_asyncio.fixture(loop_scope="session")
async def due(bot: Bot, anna: Person) -> Message:
    return await bot.send_message(ANNA.id, "Step 1", reply_markup=DONE)


async def test_a_press_reaches_the_bot_with_its_person_message_and_data(bot: Bot, due: Message, anna: Person) -> None:
    query = anna.press(due.message_id, "done:1")

    [update] = await bot.get_updates(offset=-1)

    pressed = update.callback_query
    assert pressed is not None
    assert (pressed.id, pressed.data, pressed.from_user.id) == (query.query_id, "done:1", ANNA.id)
    assert isinstance(pressed.message, Message)
    assert (pressed.message.text, rows(pressed.message.reply_markup)) == ("Step 1", rows(DONE))
    assert pressed.chat_instance


async def test_the_answer_is_shown_to_the_person_who_pressed(
    bot: Bot, server: BotApiServer, due: Message, anna: Person
) -> None:
    query = anna.press(due.message_id, "done:1")

    with server.room.store.changes.watched() as news:
        assert await bot.answer_callback_query(query.query_id, text="Done!", show_alert=True)

    body = {"query_id": query.query_id, "text": "Done!", "show_alert": True}
    assert news.get_nowait() == Change(ANNA.id, "callback_answer", body)


async def test_a_query_is_answered_once(bot: Bot, due: Message, anna: Person) -> None:
    query = anna.press(due.message_id, "done:1")
    await bot.answer_callback_query(query.query_id)

    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_callback_query(query.query_id)


async def test_an_unknown_query_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_callback_query("12345")


async def test_a_late_answer_is_refused(bot: Bot, due: Message, anna: Person, clock: HandClock) -> None:
    query = anna.press(due.message_id, "done:1")
    clock.move(timedelta(seconds=61))

    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_callback_query(query.query_id)


async def test_an_answer_longer_than_200_characters_is_refused(bot: Bot, due: Message, anna: Person) -> None:
    query = anna.press(due.message_id, "done:1")

    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.query_id, text="x" * 201)


async def test_a_button_that_is_gone_cannot_be_pressed(bot: Bot, due: Message, anna: Person) -> None:
    await bot.edit_message_reply_markup(chat_id=ANNA.id, message_id=due.message_id)

    with pytest.raises(CannotDo):
        anna.press(due.message_id, "done:1")


async def test_a_person_who_blocks_the_bot_cannot_press(due: Message, anna: Person) -> None:
    anna.block()

    with pytest.raises(CannotDo):
        anna.press(due.message_id, "done:1")
