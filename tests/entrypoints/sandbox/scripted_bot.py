"""A bot of a few lines on aiogram's own polling, with a menu, an answer and two buttons."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher
from aiogram.types import BotCommand, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Done", callback_data="done"),
            InlineKeyboardButton(text="Explain", callback_data="explain"),
        ]
    ]
)


@asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[None]:
    """Polls until the block ends."""
    dispatcher = Dispatcher()
    dispatcher.message.register(_note)
    dispatcher.callback_query.register(_react)
    await bot.set_my_commands([BotCommand(command="leads", description="Your leads and what is next")])
    polling = asyncio.ensure_future(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await polling


async def _note(message: Message) -> None:
    await message.answer(**Text("Noted: ", Bold(message.text or message.content_type)).as_kwargs())
    await message.answer("Step 1 is due", reply_markup=BUTTONS)


async def _react(query: CallbackQuery) -> None:
    if query.data == "explain":
        await query.answer("Because you said so.", show_alert=True)
        return
    await query.answer("Well done")
    if isinstance(query.message, Message):
        await query.message.edit_text("Step 1 is done")
