"""One message as it is kept, and as the Bot API shows it."""

from dataclasses import dataclass, field

from entrypoints.sandbox.bot_api.store.profile import BotProfile, Profile
from entrypoints.sandbox.bot_api.text.keyboard import Keyboard


@dataclass(frozen=True, slots=True)
class Message:
    """``content`` holds the Bot API's own fields: ``text`` and ``entities``, or a sticker, a contact, a location ..."""

    message_id: int
    date: int
    from_bot: bool
    content: dict[str, object]
    keyboard: Keyboard = field(default_factory=list)
    reply_to: int | None = None
    edit_date: int | None = None
    is_text_edited: bool = False

    def has_button(self, data: str) -> bool:
        return any(button.get("callback_data") == data for row in self.keyboard for button in row)


@dataclass(frozen=True, slots=True)
class AcceptedMessage:
    chat_id: int
    message_id: int
    text: str


def as_telegram_message(
    message: Message, person: Profile, bot: BotProfile, replied: Message | None = None
) -> dict[str, object]:
    """Return the Bot API's `Message`; ``replied`` is the message it answers, shown without its own."""
    shown: dict[str, object] = {
        "message_id": message.message_id,
        "from": bot.as_user() if message.from_bot else person.as_user(),
        "chat": person.as_chat(),
        "date": message.date,
        **message.content,
    }
    if message.edit_date is not None:
        shown["edit_date"] = message.edit_date
    if message.keyboard:
        shown["reply_markup"] = {"inline_keyboard": message.keyboard}
    if replied is not None:
        shown["reply_to_message"] = as_telegram_message(replied, person, bot)
    return shown
