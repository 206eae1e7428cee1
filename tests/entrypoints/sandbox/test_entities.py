"""Entities: measured in UTF-16 units, bounded by the text, and found by Telegram where the bot gave none."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import MessageEntity
from aiogram.utils.formatting import Bold, Code, Text

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.text.found_entities import found_entities
from tests.entrypoints.sandbox.scene import ANNA, marks


async def test_entities_come_back_as_they_were_sent(bot: Bot, anna: Person) -> None:
    text = Text("🔔 ", Bold("O'Neil _*[ & <b>"), " 📋 ", Code("x"))

    words, entities = text.render()

    sent = await bot.send_message(ANNA.id, words, entities=entities)

    assert sent.text == words
    assert marks(sent.entities) == marks(entities)


@pytest.mark.parametrize(
    ("offset", "length", "complaint"),
    [
        (0, 4, "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3"),
        (3, 1, "entity beginning at UTF-16 offset 3 ends after the end"),
        (-1, 2, "entity beginning at UTF-16 offset -1"),
        (1, 1, "entity begins in a middle of a UTF-16 symbol"),
        (0, 1, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"),
    ],
)
async def test_entities_out_of_bounds_are_refused(
    bot: Bot, anna: Person, offset: int, length: int, complaint: str
) -> None:
    wrong = MessageEntity(type="bold", offset=offset, length=length)

    with pytest.raises(TelegramBadRequest, match=f"Bad Request: {complaint}"):
        await bot.send_message(ANNA.id, "😀x", entities=[wrong])


async def test_an_entity_over_a_whole_surrogate_pair_is_fine(bot: Bot, anna: Person) -> None:
    smile = MessageEntity(type="italic", offset=0, length=2)

    assert marks((await bot.send_message(ANNA.id, "😀x", entities=[smile])).entities) == [("italic", 0, 2)]


async def test_entities_that_the_sandbox_cannot_show_are_refused_by_name(bot: Bot, anna: Person) -> None:
    custom = MessageEntity(type="custom_emoji", offset=0, length=1, custom_emoji_id="1")

    with pytest.raises(TelegramBadRequest, match="sandbox: field custom_emoji_id of MessageEntity is not modelled"):
        await bot.send_message(ANNA.id, "x", entities=[custom])


async def test_a_leading_command_is_marked_as_one(bot: Bot, anna: Person) -> None:
    [update] = await bot.get_updates()

    assert update.message is not None
    assert marks(update.message.entities) == [("bot_command", 0, 6)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Use /leads to view", [("bot_command", 4, 6)]),
        ("😀 a.b+c@mail.example.com", [("email", 3, 22)]),
        ("see https://acme.example/x?y=1.", [("url", 4, 26)]),
        ("ask @anna_k, not 5/6 or a/b", [("mention", 4, 7)]),
        ("plain words", []),
    ],
)
def test_links_addresses_and_commands_are_found(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(e["type"], e["offset"], e["length"]) for e in found_entities(text)] == found


async def test_nothing_is_found_inside_code(bot: Bot, anna: Person) -> None:
    code = MessageEntity(type="code", offset=0, length=6)

    assert marks((await bot.send_message(ANNA.id, "/leads", entities=[code])).entities) == [("code", 0, 6)]
