"""The name of a bot in links, as Telegram says it."""

from adapters.telegram.connection import open_telegram
from application.errors import MessengerStopped
from entrypoints.bootstrap.app import App


async def bot_name(app: App, bot_id: int) -> str:
    """Empty when it cannot be asked now."""
    token = app.settings.tokens.get(bot_id)
    if token is None:
        return ""
    settings = app.settings
    async with open_telegram(
        token=token.get_secret_value(),
        api_url=settings.telegram_api_url,
        request_timeout=settings.request_timeout,
        clock=app.clock,
    ) as telegram:
        try:
            return await telegram.updates.bot_name()
        except MessengerStopped:
            return ""
