"""Inline keyboards: checked as Telegram checks them, and refused by name where the sandbox has no such button."""

from collections.abc import Mapping

from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled

Keyboard = list[list[dict[str, str]]]

LONGEST_CALLBACK_DATA_BYTES = 64


def inline_keyboard(markup: Mapping[str, object] | None) -> Keyboard:
    """Return the rows of buttons of a ``reply_markup``; empty without one. Raise ``Refusal``."""
    if not markup:
        return []
    for field in markup:
        if field != "inline_keyboard":
            raise not_modelled(f"reply_markup with {field}")
    rows = [[_button(raw) for raw in _array(row)] for row in _array(markup["inline_keyboard"])]
    return [row for row in rows if row]


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return value


def _button(raw: object) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    for field in raw:
        if field not in {"text", "callback_data", "url"}:
            raise not_modelled(f"inline keyboard button with {field}")
    button = {str(field): str(value) for field, value in raw.items()}
    _check_button(button)
    return button


def _check_button(button: Mapping[str, str]) -> None:
    if not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if "url" in button and "callback_data" in button:
        raise bad_request("can't parse inline keyboard button: a button has exactly one action")
    if "url" in button:
        if not button["url"].startswith(("https://", "http://", "tg://")):
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")
    elif "callback_data" in button:
        if not 1 <= len(button["callback_data"].encode()) <= LONGEST_CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    else:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
