"""sendMessage: accepted, or refused in Telegram's words."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import LinkPreviewOptions, MessageEntity, ReplyParameters
from aiohttp import ClientSession

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.messages import AcceptedMessage
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, BORIS, NOON, TOKEN, marks


async def test_a_sent_message_is_in_the_person_s_chat(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(ANNA.id, "Hello", disable_notification=True)

    assert (sent.text, sent.chat.id, sent.chat.type, sent.date) == ("Hello", ANNA.id, "private", NOON)
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    assert anna.messages[-1].content == {"text": "Hello"}


async def test_message_ids_grow_over_all_chats(bot: Bot, server: BotApiServer, anna: Person) -> None:
    boris_first = server.room.person(BORIS.id).say("hi")

    to_anna = await bot.send_message(ANNA.id, "1")
    to_boris = await bot.send_message(BORIS.id, "2")

    assert [boris_first.message_id, to_anna.message_id, to_boris.message_id] == [2, 3, 4]


async def test_accepted_messages_are_counted_and_listed_in_order(bot: Bot, server: BotApiServer, anna: Person) -> None:
    await bot.send_message(ANNA.id, "one")
    with pytest.raises(TelegramBadRequest):
        await bot.send_message(999, "lost")
    await bot.send_message(ANNA.id, "two")

    assert list(server.room.accepted) == [
        AcceptedMessage(chat_id=ANNA.id, message_id=2, text="one"),
        AcceptedMessage(chat_id=ANNA.id, message_id=3, text="two"),
    ]
    assert server.room.calls == {"sendMessage": 3}


@pytest.mark.parametrize("chat_id", [999, BORIS.id])
async def test_the_bot_cannot_write_to_a_person_who_has_not_written_first(bot: Bot, chat_id: int) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
        await bot.send_message(chat_id, "Hello")


async def test_a_person_let_in_as_started_can_be_written_to(bot: Bot, server: BotApiServer) -> None:
    from_before = server.room.add_person(Profile(id=31, first_name="Old friend"), has_started=True)

    await bot.send_message(31, "Welcome back")

    assert [message.content["text"] for message in from_before.messages] == ["Welcome back"]


async def test_a_person_who_blocks_the_bot_hears_nothing_until_unblocking(bot: Bot, anna: Person) -> None:
    anna.block()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(ANNA.id, "Are you there?")

    anna.unblock()

    assert (await bot.send_message(ANNA.id, "Good to see you")).text == "Good to see you"


@pytest.mark.parametrize(
    ("text", "description"),
    [("", "message text is empty"), (" \n ", "message text is empty"), ("a" * 4097, "message is too long")],
)
async def test_texts_of_the_wrong_length_are_refused(bot: Bot, anna: Person, text: str, description: str) -> None:
    with pytest.raises(TelegramBadRequest, match=f"Bad Request: {description}$"):
        await bot.send_message(ANNA.id, text)


async def test_length_is_counted_in_utf_16_units(bot: Bot, anna: Person) -> None:
    await bot.send_message(ANNA.id, "😀" * 2048)

    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(ANNA.id, "😀" * 2048 + "a")


async def test_space_around_a_text_is_cut_off_and_entities_move_along(bot: Bot, anna: Person) -> None:
    bold = MessageEntity(type="bold", offset=0, length=7)

    sent = await bot.send_message(ANNA.id, "\n Hello \n", entities=[bold])

    assert sent.text == "Hello"
    assert marks(sent.entities) == [("bold", 0, 5)]


async def test_a_reply_shows_the_message_that_it_answers(bot: Bot, anna: Person) -> None:
    asked = anna.say("When?")

    sent = await bot.send_message(ANNA.id, "At nine.", reply_parameters=ReplyParameters(message_id=asked.message_id))

    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "When?"


async def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ANNA.id, "?", reply_parameters=ReplyParameters(message_id=77))

    anyway = ReplyParameters(message_id=77, allow_sending_without_reply=True)

    assert (await bot.send_message(ANNA.id, "?", reply_parameters=anyway)).reply_to_message is None


async def test_link_previews_may_be_switched_off(bot: Bot, anna: Person) -> None:
    preview = LinkPreviewOptions(is_disabled=True)

    assert (await bot.send_message(ANNA.id, "x", link_preview_options=preview)).text == "x"


@pytest.mark.parametrize(
    ("verb", "method", "form"),
    [("POST", "sendMessage", "json"), ("POST", "sendMessage", "data"), ("GET", "SENDMESSAGE", "params")],
)
async def test_calls_come_as_json_as_form_or_as_query_in_any_case(
    http: ClientSession, anna: Person, verb: str, method: str, form: str
) -> None:
    values: Any = {form: {"chat_id": str(ANNA.id), "text": "hi"}}
    async with http.request(verb, f"/bot{TOKEN}/{method}", **values) as answer:
        assert (await answer.json())["ok"] is True

    assert anna.messages[-1].content == {"text": "hi"}
