"""Editing and deleting: only what is there, only the bot's own, and only if something changes."""

from datetime import timedelta

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import Message

from entrypoints.sandbox.bot_api.person import Person
from tests.entrypoints.sandbox.scene import ANNA, NOON_UNIX, HandClock, a_button, rows

DONE, UNDO = a_button("Done", "done"), a_button("Undo", "undo")
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@pytest_asyncio.fixture(loop_scope="session")
async def due(bot: Bot, anna: Person) -> Message:
    return await bot.send_message(ANNA.id, "Step 1 is due", reply_markup=DONE)


async def test_an_edited_text_says_when_it_was_edited(bot: Bot, due: Message, clock: HandClock) -> None:
    clock.move(timedelta(minutes=5))

    edited = await bot.edit_message_text(
        "Step 1 is done", chat_id=ANNA.id, message_id=due.message_id, reply_markup=UNDO
    )

    assert isinstance(edited, Message)
    assert (edited.text, rows(edited.reply_markup)) == ("Step 1 is done", rows(UNDO))
    assert (edited.date, edited.edit_date) == (due.date, NOON_UNIX + 300)


async def test_editing_the_text_without_a_keyboard_takes_the_keyboard_away(
    bot: Bot, due: Message, anna: Person
) -> None:
    await bot.edit_message_text("Gone", chat_id=ANNA.id, message_id=due.message_id)

    assert anna.messages[-1].keyboard == []


async def test_a_new_keyboard_leaves_the_text_and_is_not_shown_as_an_edit(bot: Bot, due: Message, anna: Person) -> None:
    edited = await bot.edit_message_reply_markup(chat_id=ANNA.id, message_id=due.message_id, reply_markup=UNDO)

    assert isinstance(edited, Message)
    assert (edited.text, rows(edited.reply_markup)) == (due.text, rows(UNDO))
    assert not anna.messages[-1].is_text_edited


async def test_an_edit_that_changes_nothing_is_refused_in_telegram_s_words(bot: Bot, due: Message) -> None:
    with pytest.raises(TelegramBadRequest) as refusal:
        await bot.edit_message_text("Step 1 is due", chat_id=ANNA.id, message_id=due.message_id, reply_markup=DONE)

    assert refusal.value.message == NOT_MODIFIED


async def test_a_keyboard_that_changes_nothing_is_refused_too(bot: Bot, due: Message) -> None:
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(chat_id=ANNA.id, message_id=due.message_id, reply_markup=DONE)


async def test_a_message_that_is_not_there_cannot_be_edited(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: message to edit not found"):
        await bot.edit_message_text("x", chat_id=ANNA.id, message_id=99)


async def test_a_person_s_message_cannot_be_edited(bot: Bot, anna: Person) -> None:
    said = anna.say("mine")

    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("yours", chat_id=ANNA.id, message_id=said.message_id)


async def test_a_refused_edit_changes_nothing(bot: Bot, due: Message, anna: Person) -> None:
    before = anna.messages
    anna.block()

    with pytest.raises(TelegramForbiddenError):
        await bot.edit_message_text("x", chat_id=ANNA.id, message_id=due.message_id)

    assert anna.messages == before


async def test_a_deleted_message_is_gone_and_its_id_is_not_used_again(bot: Bot, due: Message, anna: Person) -> None:
    assert await bot.delete_message(ANNA.id, due.message_id)

    assert [message.content.get("text") for message in anna.messages] == ["/start"]
    assert (await bot.send_message(ANNA.id, "next")).message_id == due.message_id + 1


async def test_a_message_can_be_deleted_once(bot: Bot, due: Message) -> None:
    await bot.delete_message(ANNA.id, due.message_id)

    with pytest.raises(TelegramBadRequest, match="Bad Request: message to delete not found"):
        await bot.delete_message(ANNA.id, due.message_id)


async def test_a_message_older_than_two_days_cannot_be_deleted(bot: Bot, due: Message, clock: HandClock) -> None:
    clock.move(timedelta(hours=48, seconds=1))

    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(ANNA.id, due.message_id)
