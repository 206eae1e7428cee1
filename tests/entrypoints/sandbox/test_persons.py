"""The persons' side: every act becomes the update that Telegram would make of it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message, Update

from entrypoints.sandbox.bot_api.person import CannotDo, Person
from entrypoints.sandbox.bot_api.refusal import Refusal
from entrypoints.sandbox.server import BotApiServer
from tests.entrypoints.sandbox.scene import ANNA, BORIS, NOON

JPEG = b"\xff\xd8\xff\xe0 a photo"


async def newest(bot: Bot) -> Update:
    [update] = await bot.get_updates(offset=-1)
    return update


async def newest_message(bot: Bot) -> Message:
    message = (await newest(bot)).message
    assert message is not None
    return message


async def test_words_arrive_with_their_sender_and_time(bot: Bot, anna: Person) -> None:
    anna.say("Met Tom from Acme")

    message = await newest_message(bot)

    assert (message.text, message.date, message.chat.id) == ("Met Tom from Acme", NOON, ANNA.id)
    assert message.from_user is not None
    assert (message.from_user.full_name, message.from_user.language_code) == ("Anna Nowak", "pl")


async def test_persons_have_chats_of_their_own(bot: Bot, server: BotApiServer, anna: Person) -> None:
    server.room.person(BORIS.id).say("hello")

    message = await newest_message(bot)

    assert (message.chat.id, message.chat.username) == (BORIS.id, None)
    assert [said.content["text"] for said in anna.messages] == ["/start"]


async def test_a_person_can_answer_a_message(bot: Bot, anna: Person) -> None:
    asked = await bot.send_message(ANNA.id, "Who?")

    anna.say("Tom", reply_to=asked.message_id)

    message = await newest_message(bot)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "Who?"


async def test_a_sticker_a_contact_a_photo_and_a_voice_message_have_telegram_s_shape(bot: Bot, anna: Person) -> None:
    anna.send_sticker("🎉")
    anna.send_contact("+48600100200", "Tom", "Reyes")
    anna.send_photo(JPEG, width=640, height=480, caption="His card")
    anna.send_voice(b"OggS", seconds=7)

    _, *updates = await bot.get_updates()
    sticker, contact, photo, voice = (update.message for update in updates if update.message)

    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🎉"
    assert contact.contact is not None
    assert contact.contact.last_name == "Reyes"
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.caption) == (640, "His card")
    assert voice.voice is not None
    assert (voice.voice.duration, voice.voice.mime_type) == (7, "audio/ogg")


async def test_an_album_is_several_messages_of_one_group(bot: Bot, anna: Person) -> None:
    anna.send_photo(JPEG, album="77")
    anna.send_photo(JPEG, album="77")

    _, *updates = await bot.get_updates()

    assert [update.message.media_group_id for update in updates if update.message] == ["77", "77"]


async def test_a_sent_file_can_be_downloaded(bot: Bot, anna: Person) -> None:
    anna.send_photo(JPEG)
    photos = (await newest_message(bot)).photo
    assert photos

    file = await bot.get_file(photos[-1].file_id)

    assert file.file_path == "photos/file_0.jpg"
    assert file.file_size == len(JPEG)
    content = await bot.download_file(file.file_path)
    assert content is not None
    assert content.read() == JPEG


async def test_an_unknown_file_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("nonsense")


async def test_blocking_and_unblocking_reach_the_bot_once_each(bot: Bot, anna: Person) -> None:
    for act in (anna.block, anna.block, anna.unblock, anna.unblock):
        act()

    _, *updates = await bot.get_updates()

    changes = [update.my_chat_member for update in updates]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]
    assert [change.old_chat_member.status for change in changes if change] == ["member", "kicked"]


async def test_a_person_who_blocks_the_bot_cannot_write_to_it(anna: Person) -> None:
    anna.block()

    with pytest.raises(CannotDo, match="Unblock it first"):
        anna.say("Hello?")


def test_an_empty_message_is_refused(anna: Person) -> None:
    with pytest.raises(Refusal, match="message text is empty"):
        anna.say("  ")


def test_a_contact_has_a_number_and_a_name(anna: Person) -> None:
    with pytest.raises(CannotDo):
        anna.send_contact("", "Tom")


async def test_a_person_let_in_twice_keeps_the_conversation(server: BotApiServer, anna: Person) -> None:
    again = server.room.add_person(ANNA)

    assert again.messages == anna.messages
