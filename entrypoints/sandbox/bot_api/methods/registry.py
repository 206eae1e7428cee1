"""Which methods of the Bot API the sandbox models, and with which parameters; all others are refused by name."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from entrypoints.sandbox.bot_api.methods import account, messages
from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.refusal import not_modelled
from entrypoints.sandbox.bot_api.room import Room


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    perform: Callable[[Room, Parameters], Awaitable[object]]
    parameters: frozenset[str]


def _method(name: str, perform: Callable[[Room, Parameters], Awaitable[object]], parameters: str = "") -> Method:
    return Method(name, perform, frozenset(parameters.split()))


MODELLED = (
    _method("getMe", account.get_me),
    _method("getUpdates", account.get_updates, "offset limit timeout allowed_updates"),
    _method("deleteWebhook", account.delete_webhook, "drop_pending_updates"),
    _method("getWebhookInfo", account.get_webhook_info),
    _method("setMyCommands", account.set_my_commands, "commands scope language_code"),
    _method("getMyCommands", account.get_my_commands, "scope language_code"),
    _method("getFile", account.get_file, "file_id"),
    _method(
        "sendMessage",
        messages.send_message,
        "chat_id text entities reply_markup reply_parameters disable_notification link_preview_options",
    ),
    _method(
        "editMessageText",
        messages.edit_message_text,
        "chat_id message_id text entities reply_markup link_preview_options",
    ),
    _method(
        "editMessageReplyMarkup",
        messages.edit_message_reply_markup,
        "chat_id message_id reply_markup",
    ),
    _method("deleteMessage", messages.delete_message, "chat_id message_id"),
    _method(
        "answerCallbackQuery",
        messages.answer_callback_query,
        "callback_query_id text show_alert cache_time",
    ),
    _method("sendChatAction", messages.send_chat_action, "chat_id action"),
)

BY_NAME = {method.name.lower(): method for method in MODELLED}


def modelled_method(name: str) -> Method:
    """Names match in any case, as with Telegram. Raises ``Refusal`` for all that is not modelled."""
    method = BY_NAME.get(name.lower())
    if method is None:
        raise not_modelled(f"method {name}")
    return method


async def perform(room: Room, method: Method, values: Mapping[str, object]) -> object:
    """The `result` of one call. Raises ``Refusal``."""
    given = Parameters(method.name, values)
    given.refuse_other_than(method.parameters)
    return await method.perform(room, given)
