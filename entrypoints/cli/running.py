"""``leadbell run``, ``worker`` and ``sandbox``: the programs that run until they are stopped.

aiogram and the sandbox's server take seconds to import, so that each command imports only its own when it is called.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.waiting import StoppedWaiting
from entrypoints.cli.arguments import path_argument
from entrypoints.cli.database import settings_and_logs
from entrypoints.cli.output import say
from entrypoints.stopping import stop_on_signals

OPEN_DOOR = (
    "! Whoever finds this bot may use it. To choose who, set LEADBELL_ALLOWED_USERS to your Telegram ids, or "
    "LEADBELL_ACCESS=invited and make links with `leadbell invite`."
)


def run() -> None:
    """The bot and the worker in one program. Needs LEADBELL_TELEGRAM_TOKEN; try `leadbell sandbox` without one."""
    asyncio.run(_run(with_bot=True))


def worker() -> None:
    """Claim and send what is due, without listening: beside `run`, on PostgreSQL."""
    asyncio.run(_run(with_bot=False))


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8990,
    speed: Annotated[
        float, typer.Option(min=0.01, max=1000, help="How many times as fast as yours its clock runs.")
    ] = 1.0,
    data: Annotated[
        Path,
        typer.Option(parser=path_argument, metavar="FOLDER", help="The folder where its database and chat are kept."),
    ] = Path("leadbell-sandbox"),
) -> None:
    """The whole program without a token: a chat page in your browser instead of Telegram."""
    from entrypoints.sandbox.program import run_sandbox  # noqa: PLC0415

    asyncio.run(run_sandbox(settings_and_logs(), port=port, speed=speed, folder=data, announce=say))


async def _run(*, with_bot: bool) -> None:
    from entrypoints.bootstrap.program import running  # noqa: PLC0415

    settings, stop = settings_and_logs(), stop_on_signals()
    with suppress(StoppedWaiting):
        async with bootstrap(settings) as app, running(app, with_bot=with_bot, stop=stop) as program:
            if with_bot and settings.house.is_open:
                say(OPEN_DOOR, err=True)
            say("Leadbell is running. Ctrl+C stops it.")
            await program.run(stop)
