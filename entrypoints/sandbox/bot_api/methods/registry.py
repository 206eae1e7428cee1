"""Which methods of the Bot API the sandbox models, and with which parameters; all others are refused by name."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from entrypoints.sandbox.bot_api.methods import account, messages
from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.store.store import Store


@dataclass(frozen=True, slots=True)
class Method:
    """``parameters`` are the modelled names, with spaces between."""

    name: str
    perform: Callable[[Store, Parameters], Awaitable[object]]
    parameters: str = ""

    async def result(self, store: Store, values: Mapping[str, object]) -> object:
        """Perform one call and return its `result`. Raise ``Refusal``."""
        given = Parameters(self.name, values)
        given.refuse_other_than(self.parameters.split())
        return await self.perform(store, given)


_MODELLED = (
    Method("getMe", account.get_me),
    Method("getUpdates", account.get_updates, "offset limit timeout allowed_updates"),
    Method("deleteWebhook", account.delete_webhook, "drop_pending_updates"),
    Method("getWebhookInfo", account.get_webhook_info),
    Method("setMyCommands", account.set_my_commands, "commands scope language_code"),
    Method("getMyCommands", account.get_my_commands, "scope language_code"),
    Method("getFile", account.get_file, "file_id"),
    Method(
        "sendMessage",
        messages.send_message,
        "chat_id text entities reply_markup reply_parameters disable_notification link_preview_options",
    ),
    Method(
        "editMessageText",
        messages.edit_message_text,
        "chat_id message_id text entities reply_markup link_preview_options",
    ),
    Method("editMessageReplyMarkup", messages.edit_message_reply_markup, "chat_id message_id reply_markup"),
    Method("deleteMessage", messages.delete_message, "chat_id message_id"),
    Method("answerCallbackQuery", messages.answer_callback_query, "callback_query_id text show_alert cache_time"),
    Method("sendChatAction", messages.send_chat_action, "chat_id action"),
)

# Names match in any case, as with Telegram.
BY_LOWER_NAME = {method.name.lower(): method for method in _MODELLED}
