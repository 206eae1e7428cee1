"""``leadbell accounts block`` and ``unblock``: keep a person out, and let them in again."""

from typing import Annotated

import typer

from application.accounts.access import PersonAccess
from application.operator_request import OperatorRequest
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import OfBot
from entrypoints.cli.bots import the_bot
from entrypoints.cli.output import say
from entrypoints.cli.requests import DryRun, Reason, request

Person = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="The person's Telegram id.")]


def block(person: Person, reason: Reason, bot: OfBot = None, dry_run: DryRun = False) -> None:
    """Keep a person out: nothing of theirs is kept from now on, and nothing is sent to them."""
    wanted = request(reason)
    is_new = with_app(lambda app: _block(app, wanted, person, bot, dry_run))
    verb = "would be" if dry_run else "is"
    say(f"{person} {verb} kept out." if is_new else f"{person} is kept out already.")


def unblock(person: Person, reason: Reason, bot: OfBot = None, dry_run: DryRun = False) -> None:
    """Let a person in again: what waits for them and has not expired is sent."""
    wanted = request(reason)
    is_new = with_app(lambda app: _unblock(app, wanted, person, bot, dry_run))
    verb = "would be" if dry_run else "is"
    say(f"{person} {verb} let in again." if is_new else f"{person} is not kept out.")


async def _block(app: App, wanted: OperatorRequest, person: int, bot: int | None, dry_run: bool) -> bool:
    return await (await _access(app, bot)).block(wanted, person, dry_run=dry_run)


async def _unblock(app: App, wanted: OperatorRequest, person: int, bot: int | None, dry_run: bool) -> bool:
    return await (await _access(app, bot)).unblock(wanted, person, dry_run=dry_run)


async def _access(app: App, bot: int | None) -> PersonAccess:
    return app.of_bot(await the_bot(app, bot)).access
