"""Inline keyboards: callback and link buttons, and no others."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    SwitchInlineQueryChosenChat,
)

from entrypoints.sandbox.bot_api.person import Person
from tests.entrypoints.sandbox.scene import ANNA, a_button, rows


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(buttons)])


async def test_a_keyboard_comes_back_as_it_was_sent(bot: Bot, anna: Person) -> None:
    buttons = keyboard(
        InlineKeyboardButton(text="✅ Done", callback_data="done"),
        InlineKeyboardButton(text="Site", url="https://acme.example/"),
    )

    sent = await bot.send_message(ANNA.id, "Due", reply_markup=buttons)

    assert rows(sent.reply_markup) == [[("✅ Done", "done"), ("Site", "https://acme.example/")]]


@pytest.mark.parametrize("data", ["", "x" * 65, "ż" * 33])
async def test_callback_data_is_1_to_64_bytes_long(bot: Bot, anna: Person, data: str) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: BUTTON_DATA_INVALID"):
        await bot.send_message(ANNA.id, "Due", reply_markup=a_button("Done", data))


async def test_64_bytes_of_callback_data_are_fine(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(ANNA.id, "Due", reply_markup=a_button("Done", "x" * 64))

    assert rows(sent.reply_markup) == [[("Done", "x" * 64)]]


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        (InlineKeyboardButton(text="x"), "Text buttons are unallowed in the inline keyboard"),
        (InlineKeyboardButton(text="", callback_data="x"), 'Field "text"'),
        (InlineKeyboardButton(text="x", url="javascript:alert(1)"), "Unsupported URL protocol"),
        (InlineKeyboardButton(text="x", url="https://a.example", callback_data="x"), "exactly one action"),
        (InlineKeyboardButton(text="x", pay=True), "sandbox: inline keyboard button with pay is not modelled"),
        (
            InlineKeyboardButton(text="x", switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(query="x")),
            "with switch_inline_query_chosen_chat is not modelled",
        ),
    ],
)
async def test_other_buttons_are_refused(bot: Bot, anna: Person, button: InlineKeyboardButton, complaint: str) -> None:
    with pytest.raises(TelegramBadRequest, match=complaint):
        await bot.send_message(ANNA.id, "Due", reply_markup=keyboard(button))


async def test_other_markup_is_refused_by_name(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="sandbox: reply_markup with force_reply is not modelled"):
        await bot.send_message(ANNA.id, "Due", reply_markup=ForceReply())
