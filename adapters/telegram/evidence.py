"""The verdict about one call to the Bot API that gave no result, by evidence and never by the text of an exception.

nothing written             NotSent: DNS, refused, connecting, TLS
no whole answer             Unconfirmed: closed, reset, timed out, cut short
429                         Throttled
400 from the Bot API        Rejected, and 413 from any server; with a new chat id ChatMoved
403 from the Bot API        ChatUnreachable
401, 404, 409               Misconfigured; so are a 403 that no Bot API server wrote, and a redirect
200 with ok: false          as its error code, 400 to 499
anything else               Unconfirmed: 5xx, a broken 200, the unforeseen
"""

from collections.abc import Collection
from datetime import timedelta

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)

from adapters.telegram.wire import RedirectRefused, Wire
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
)

PAUSE_WITHOUT_ADVICE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
"""Telegram's own advice counts; but one request an hour does no harm, and a wrong number must not stop us for years."""

LONGEST_DESCRIPTION = 200
SHORTEST_HIDDEN = 8
"""Shorter texts reveal nothing, and hiding them would leave no readable reason."""

CHECK_URL = "check LEADBELL_TELEGRAM_API_URL and the proxies between us and Telegram"
CHECK_TOKEN = "check LEADBELL_TELEGRAM_TOKEN, @BotFather shows the right one"  # noqa: S105  # advice, no secret
REPAIRS = {
    401: f"Telegram does not know this bot token: {CHECK_TOKEN}",
    403: f"something that is no Bot API server refused us: {CHECK_URL}",
    404: f"the server knows no such bot or method: {CHECK_TOKEN}; or {CHECK_URL}",
    409: "another program receives this bot's updates: stop it, or give one of them a bot of its own",
}
WEBHOOK_REPAIR = "a webhook is set for this bot: remove it (deleteWebhook), or use a bot of our own"


def outcome_of(error: Exception, wire: Wire, *, hidden: Collection[str]) -> Outcome:
    """The outcome of the call that raised ``error``. The token and the message's text are ``hidden`` from reasons."""
    if wire.came_too_late:
        return NotSent("too little of the lease was left when it could have been written")
    if not wire.written and not isinstance(error, TelegramNetworkError):
        return Rejected(f"the request could not be made ({_kind(error)})")
    if not wire.written:
        return NotSent(f"nothing was written ({_kind(error)})")
    if isinstance(error.__cause__, RedirectRefused):
        return _redirected(wire)
    if wire.status is None or _was_cut_short(error):
        return Unconfirmed(f"the request was written, no whole answer came ({_kind(error)})")
    return _by_status(error, wire.status, described(error, hidden=hidden))


def described(error: Exception, *, hidden: Collection[str] = ()) -> str:
    """Telegram's own words in one short line, or nothing; never a network error's, which contain the address."""
    if not isinstance(error, TelegramAPIError) or _was_cut_short(error) or not error.message:
        return ""
    text = error.message
    for secret in hidden:
        text = text.replace(secret, "***") if len(secret) >= SHORTEST_HIDDEN else text
    return " ".join(text.split())[:LONGEST_DESCRIPTION]


def _by_status(error: Exception, status: int, description: str) -> Outcome:
    is_api = isinstance(error, TelegramAPIError)
    match status:
        case 429:
            return Throttled(_pause(error))
        case 400 if isinstance(error, TelegramMigrateToChat):
            return ChatMoved(error.migrate_to_chat_id)
        case 400 if is_api:
            return Rejected(description or "refused with 400")
        case 403 if is_api:
            return ChatUnreachable(description or "refused with 403")
        case 413:
            return Rejected(description or "refused with 413: too large")
        case 401 | 403 | 404 | 409:
            return Misconfigured(f"{status}: {_repair(status, description)}")
        case 200 if (message_id := _message_id_in(error)) is not None:
            return Sent(message_id)
        case _:
            return Unconfirmed(f"the answer was {status}, {description or _kind(error)}")


def _redirected(wire: Wire) -> Outcome:
    if wire.status == 303:  # "done, and see there": the one redirect that may follow a success
        return Unconfirmed("the answer was a redirect, 303")
    return Misconfigured(f"{wire.status}: the server sends us elsewhere; {CHECK_URL}")


def _was_cut_short(error: Exception) -> bool:
    """aiogram calls 413 a network error, though it is a whole answer."""
    return isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge)


def _pause(error: Exception) -> timedelta:
    seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
    if seconds <= 0:
        return PAUSE_WITHOUT_ADVICE
    return timedelta(seconds=min(seconds, LONGEST_PAUSE.total_seconds()))


def _repair(status: int, description: str) -> str:
    return WEBHOOK_REPAIR if "webhook" in description else REPAIRS[status]


def _message_id_in(error: Exception) -> int | None:
    """Telegram took the message and answered in a format newer than aiogram's: its id is all we need."""
    match error:
        case ClientDecodeError(data={"ok": True, "result": {"message_id": int(message_id)}}):
            return message_id
        case _:
            return None


def _kind(error: Exception) -> str:
    """Its class and no more: texts contain the address, with the token in it."""
    return type(error.__cause__ or error).__name__
