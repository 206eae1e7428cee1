"""``leadbell invite``: a link that lets a person in."""

from datetime import timedelta
from typing import Annotated

import typer

from application.accounts.access import Invited
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import OfBot
from entrypoints.cli.bots import the_bot
from entrypoints.cli.output import say
from entrypoints.cli.requests import request
from entrypoints.durations import parse_duration

LONGEST = timedelta(days=365)


def invite(
    uses: Annotated[int, typer.Option("--uses", min=1, max=10_000, help="How many persons it lets in.")] = 1,
    lasts: Annotated[str, typer.Option("--for", help="How long it can be used, at most 365d.")] = "7d",
    bot: OfBot = None,
) -> None:
    """Print a link that lets a person in: who opens it and presses Start may use the bot."""
    duration = _duration(lasts)
    invited, name = with_app(lambda app: _invited(app, uses, duration, bot))
    if name:
        say(f"https://t.me/{name}?start={invited.code}")
    else:
        say(f"Telegram did not tell the bot's name. Send this to the bot: /start {invited.code}")
    persons = "1 person" if uses == 1 else f"{uses} persons"
    say(f"Invitation {invited.id} is for {persons}, for {lasts}. Its code is not kept: copy it now.", err=True)


async def _invited(app: App, uses: int, lasts: timedelta, bot_id: int | None) -> tuple[Invited, str]:
    bot_id = await the_bot(app, bot_id)
    invited = await app.of_bot(bot_id).access.invite(request("an invitation"), uses=uses, lasts=lasts)
    from entrypoints.bootstrap.bot_name import bot_name  # noqa: PLC0415 - it takes seconds to import

    return invited, await bot_name(app, bot_id)


def _duration(text: str) -> timedelta:
    try:
        duration = parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(f"--for: {error}") from error
    if not timedelta(minutes=1) <= duration <= LONGEST:
        raise typer.BadParameter("--for: from 1m to 365d, e.g. 7d")
    return duration
