"""The composition root of what goes on: bot, pollers and relay around one app."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from adapters.sql.process_lock import one_writing_process
from adapters.telegram.connection import Telegram, open_telegram
from application.arrival_proof import ArrivalProof
from application.errors import MessengerStopped
from application.outbox_relay import OutboxRelay
from application.ports.messenger import Messenger
from application.settlement import Settling
from application.update_intake import UpdateHandling, UpdateIntake
from entrypoints.bootstrap import App
from entrypoints.bot.updates import BotHandler, bot_handler
from entrypoints.worker import Loops

HOW_TO_GET_IN = (
    "there is no Telegram token: set LEADBELL_TELEGRAM_TOKEN to the one that @BotFather gave you, "
    "or try Leadbell without one: leadbell sandbox"
)


@asynccontextmanager
async def running(app: App, *, with_bot: bool) -> AsyncIterator[Loops]:
    """What ``run`` (or, without the bot, ``worker``) keeps going; nothing goes yet.

    Raises ``MessengerStopped`` without a token, and ``DatabaseUnavailable``.
    """
    if app.settings.telegram_token is None:
        raise MessengerStopped(HOW_TO_GET_IN)
    token = app.settings.telegram_token.get_secret_value()
    async with AsyncExitStack() as stack:
        stack.enter_context(one_writing_process(app.database.url))
        await app.make_ready()
        telegram = await stack.enter_async_context(
            open_telegram(
                token=token,
                api_url=app.settings.telegram_api_url,
                request_timeout=app.settings.request_timeout,
                clock=app.clock,
            )
        )
        yield _loops(app, token, telegram, with_bot=with_bot)


def _loops(app: App, token: str, telegram: Telegram, *, with_bot: bool) -> Loops:
    return Loops(
        clock=app.clock,
        bells=app.bells,
        poll_interval=app.settings.poll_interval,
        enrichment=app.enrichment,
        claims=app.claims,
        relay=relay(app, telegram.messenger),
        handling=UpdateHandling(app.database, app.clock, _handler(app, token, telegram.messenger)),
        intake=UpdateIntake(telegram.updates, app.database, app.clock) if with_bot else None,
    )


def relay(app: App, messenger: Messenger) -> OutboxRelay:
    settling = Settling(app.settings.delivery, random.Random())
    return OutboxRelay(app.database, messenger, app.clock, settling, lease=app.settings.lease)


def _handler(app: App, token: str, messenger: Messenger) -> BotHandler:
    return bot_handler(
        token,
        capture=app.capture,
        commands=app.commands,
        queries=app.queries,
        proof=ArrivalProof(app.database, app.clock),
        messenger=messenger,
        allowed_users=app.settings.allowed_users,
    )
