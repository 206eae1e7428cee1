"""The programs that keep running: bot, loops and relay around one app."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from threading import Thread

from adapters.sql.files.locks import writer_lock
from adapters.system_clock import SystemClock
from adapters.telegram.connection import Telegram, open_telegram
from application.clock_trust import ClockTrust, Doubts, no_doubt
from application.delivery.pacing import Pacing
from application.delivery.settlement import SettlementPolicy
from application.erasure.redaction import after_the_commit
from application.errors import MessengerStopped
from application.inbox.refusals import Refusals
from application.inbox.updates import UpdateHandling, UpdateIntake
from application.operations.clock_watch import ClockWatch
from application.ports.messenger import Messenger
from application.ports.metrics import Meter, Unmetered
from application.relay.direct import PacedMessenger
from application.relay.leases import LeaseWatch, PauseWatch
from application.relay.outcome_queue import OutcomeWriter
from application.relay.relay import OutboxRelay
from application.relay.spacing import SendSpacer
from application.use_cases import wire
from entrypoints.bootstrap.app import App
from entrypoints.bootstrap.watching import watched
from entrypoints.bot.dispatcher import bot_handler
from entrypoints.bot.incoming.joining import TelegramJoining
from entrypoints.pulse import Pulse
from entrypoints.worker import Loops

PACING = Pacing()
UNMETERED = Unmetered()
HOW_TO_GET_IN = (
    "there is no Telegram token: set LEADBELL_TELEGRAM_TOKEN to the one that @BotFather gave you, "
    "or try Leadbell without one: leadbell sandbox"
)


@asynccontextmanager
async def running(app: App, *, with_bot: bool, pacing: Pacing = PACING) -> AsyncIterator[Loops]:
    """The loops of ``run`` or, without the bot, of ``worker``; none is started yet.

    Raise ``MessengerStopped`` without a token, ``SettingsProblem`` when the port for health and metrics cannot be
    had, and ``DatabaseUnavailable``, also for a restored copy.
    """
    if app.settings.telegram_token is None:
        raise MessengerStopped(HOW_TO_GET_IN)
    token = app.settings.telegram_token.get_secret_value()
    async with AsyncExitStack() as stack:
        stack.enter_context(writer_lock(app.database.url))
        pulse = Pulse()
        trust = ClockTrust(app.clock)
        is_doubted = isinstance(app.clock, SystemClock) and not app.settings.trust_clock
        doubt = trust.doubt if is_doubted else no_doubt
        meter = await stack.enter_async_context(watched(app, pulse, doubt))
        await app.make_ready()
        await app.use.restored_copy.require_current()
        telegram = await stack.enter_async_context(
            open_telegram(
                token=token,
                api_url=app.settings.telegram_api_url,
                request_timeout=app.settings.request_timeout,
                clock=app.clock,
                hear=trust.hear,
            )
        )
        loops = _loops(app, telegram, meter, pulse, doubt, with_bot=with_bot, pacing=pacing)
        if app.database.is_sqlite:  # locked by this process: every former sender has ended
            await loops.relay.rescue_orphans()
        if with_bot:  # ready before a person types their city, which is looked up within the update's transaction
            Thread(target=app.use.zones.warm, daemon=True).start()
        yield loops


def _loops(
    app: App, telegram: Telegram, meter: Meter, pulse: Pulse, doubt: Doubts, *, with_bot: bool, pacing: Pacing
) -> Loops:
    sender = relay(app, telegram.messenger, pacing=pacing, meter=meter)
    paced = PacedMessenger(telegram.messenger, app.database, app.clock, pacing, sender.pause_watch, sender.spacer)
    return Loops(
        clock=app.clock,
        wakeups=app.wakeups,
        poll_interval=app.settings.poll_interval,
        use=app.use,
        relay=sender,
        handling=_handling(app),
        messenger=paced,
        intake=_intake(app, telegram) if with_bot else None,
        listen=app.database.listen,
        doubt=doubt,
        clock_watch=ClockWatch(app.database, app.clock, doubt, telegram.updates.ask_time),
        pulse=pulse,
    )


def _intake(app: App, telegram: Telegram) -> UpdateIntake:
    refusals = Refusals(app.database, app.clock, telegram.bot_id)
    return UpdateIntake(telegram.updates, app.database, app.clock, refusals)


def relay(app: App, messenger: Messenger, *, pacing: Pacing, meter: Meter = UNMETERED) -> OutboxRelay:
    settings, pause_watch = app.settings, PauseWatch(app.clock)
    outcomes = OutcomeWriter(
        app.database,
        app.clock,
        SettlementPolicy(settings.delivery, random.Random()),
        meter,
        pause_watch,
        chat_gap=pacing.chat_gap,
        gives_up_after=settings.lease,
    )
    return OutboxRelay(
        app.database,
        messenger,
        app.clock,
        outcomes,
        pacing,
        settings.lease,
        app.resources.copy_marker,
        LeaseWatch(app.clock, settings.lease),
        pause_watch,
        SendSpacer(app.clock, pacing),
    )


def _handling(app: App) -> UpdateHandling:
    resources = replace(app.resources, empty_write_ahead=after_the_commit)
    wired = partial(wire, clock=app.clock, given=resources)
    bot = bot_handler(wired, allowed_users=app.settings.allowed_users)
    return UpdateHandling(app.database, app.clock, bot, TelegramJoining())
