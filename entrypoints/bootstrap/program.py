"""The programs that keep running: bot, loops and relay around one app."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Thread

from adapters.sql.files.locks import writer_lock
from adapters.telegram.connection import Telegram, open_telegram
from adapters.telegram.server_date import no_listener
from application.clock_trust import Doubts, no_doubt
from application.delivery.pacing import Pacing
from application.delivery.settlement import SettlementPolicy
from application.erasure.redaction import after_the_commit
from application.errors import MessengerStopped
from application.inbox.admission import Admission
from application.inbox.refusals import Refusals
from application.inbox.updates import UpdateHandling, UpdateIntake
from application.operations.clock_watch import ClockWatch
from application.operations.hearing import Hearing
from application.operations.housekeeping import Housekeeping
from application.ports.messenger import Messenger
from application.ports.metrics import Meter, Unmetered
from application.relay.direct import PacedMessenger
from application.relay.leases import LeaseWatch, PauseWatch
from application.relay.outcome_queue import OutcomeWriter
from application.relay.relay import OutboxRelay
from application.relay.spacing import SendSpacer
from application.use_cases import wire
from entrypoints.bootstrap.app import App
from entrypoints.bootstrap.other_bots import warn_of_other_bots
from entrypoints.bootstrap.waiting import once_it_answers
from entrypoints.bootstrap.watching import watched
from entrypoints.bot.dispatcher import bot_handler
from entrypoints.bot.incoming.admitting import TelegramReading
from entrypoints.bot.incoming.joining import TelegramJoining
from entrypoints.pulse import Pulse
from entrypoints.several_bots import Program
from entrypoints.worker import Loops

PACING = Pacing()
UNMETERED = Unmetered()
HOW_TO_GET_IN = (
    "there is no Telegram token: set LEADBELL_TELEGRAM_TOKEN to the one that @BotFather gave you, "
    "or try Leadbell without one: leadbell sandbox"
)


@asynccontextmanager
async def running(
    app: App, *, with_bot: bool, pacing: Pacing = PACING, stop: asyncio.Event | None = None
) -> AsyncIterator[Program]:
    """The loops of ``run`` or, without the bot, of ``worker``, for each bot whose token the settings give; none is
    started yet.

    A server that is away is waited for, until ``stop`` is set: then raise ``StoppedWaiting``. Raise
    ``MessengerStopped`` without a token, ``SettingsProblem`` when the port for health and metrics cannot be had, and
    another ``DatabaseUnavailable``, also for a restored copy.
    """
    if not app.settings.tokens:
        raise MessengerStopped(HOW_TO_GET_IN)
    async with AsyncExitStack() as stack:
        stack.enter_context(writer_lock(app.database.url))
        pulse = Pulse()
        doubt = app.trust.doubt if app.trust else no_doubt
        meter = await stack.enter_async_context(watched(app, pulse, doubt))
        await once_it_answers(partial(_make_current, app), stop or asyncio.Event())
        shared = _Shared(app, meter, pulse, doubt, with_bot, pacing)
        bots = [await stack.enter_async_context(_served(bot_id, shared)) for bot_id in app.settings.tokens]
        if with_bot:  # ready before a person types their city, which is looked up within the update's transaction
            Thread(target=app.use.zones.warm, daemon=True).start()
        yield Program(bots)


@dataclass(frozen=True, slots=True)
class _Shared:
    """By the bots of a program."""

    app: App
    meter: Meter
    pulse: Pulse
    doubt: Doubts
    with_bot: bool
    pacing: Pacing


@asynccontextmanager
async def _served(bot_id: int, shared: _Shared) -> AsyncIterator[Loops]:
    settings, clock, trust = shared.app.settings, shared.app.clock, shared.app.trust
    token = settings.tokens[bot_id].get_secret_value()
    async with open_telegram(
        token=token,
        api_url=settings.telegram_api_url,
        request_timeout=settings.request_timeout,
        clock=clock,
        hear=trust.hear if trust else no_listener,
    ) as telegram:
        loops = _loops(bot_id, telegram, shared)
        if shared.app.database.is_sqlite:  # locked by this process: every former sender has ended
            await loops.relay.rescue_orphans()
        yield loops


async def _make_current(app: App) -> None:
    await app.make_ready()
    await app.use.restored_copy.require_current()
    await warn_of_other_bots(app)


def _loops(bot_id: int, telegram: Telegram, shared: _Shared) -> Loops:
    app, database, bots = shared.app, shared.app.database.of_bot(bot_id), list(shared.app.settings.tokens)
    sender = relay(app, bot_id, telegram.messenger, pacing=shared.pacing, meter=shared.meter)
    paced = PacedMessenger(telegram.messenger, database, app.clock, shared.pacing, sender.pause_watch, sender.spacer)
    is_first = bot_id == bots[0]
    return Loops(
        clock=app.clock,
        wakeups=app.wakeups,
        poll_interval=app.settings.poll_interval,
        use=replace(app.of_bot(bot_id), housekeeping=_housekeeping(app, bots)),
        relay=sender,
        handling=_handling(app, bot_id),
        messenger=paced,
        intake=_intake(app, telegram) if shared.with_bot else None,
        listen=partial(app.database.listen, hearing=Hearing(app.database, app.clock).note),
        doubt=shared.doubt,
        clock_watch=_clock_watch(telegram, shared) if is_first else None,
        pulse=shared.pulse if len(bots) == 1 else shared.pulse.of_bot(bot_id),
        is_first=is_first,
    )


def _housekeeping(app: App, bots: Sequence[int]) -> Housekeeping:
    """Other programs keep the leads of their bots as long as their own settings say."""
    whole = app.use.housekeeping
    return replace(whole, erasure=replace(whole.erasure, bots=bots), sent_by=bots[0])


def _clock_watch(telegram: Telegram, shared: _Shared) -> ClockWatch:
    ask = None if shared.with_bot or shared.app.trust is None else telegram.updates.ask_time
    return ClockWatch(shared.app.database, shared.app.clock, shared.doubt, ask)


def _intake(app: App, telegram: Telegram) -> UpdateIntake:
    database = app.database.of_bot(telegram.bot_id)
    refusals = Refusals(app.database, app.clock, telegram.bot_id, is_alone=len(app.settings.tokens) == 1)
    admission = Admission(app.settings.house, TelegramReading())
    return UpdateIntake(telegram.updates, database, app.clock, refusals, admission)


def relay(app: App, bot_id: int, messenger: Messenger, *, pacing: Pacing, meter: Meter = UNMETERED) -> OutboxRelay:
    settings, pause_watch, database = app.settings, PauseWatch(app.clock), app.database.of_bot(bot_id)
    outcomes = OutcomeWriter(
        database,
        app.clock,
        SettlementPolicy(settings.delivery, random.Random()),
        meter,
        pause_watch,
        chat_gap=pacing.chat_gap,
        gives_up_after=settings.lease,
    )
    return OutboxRelay(
        database,
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


def _handling(app: App, bot_id: int) -> UpdateHandling:
    resources = replace(app.resources, empty_write_ahead=after_the_commit)
    wired = partial(wire, clock=app.clock, given=resources)
    bot = bot_handler(wired, app.settings.house)
    return UpdateHandling(app.database.of_bot(bot_id), app.clock, bot, TelegramJoining())
