"""Which bot an owner is with: an owner may be with several."""

import typer

from application.use_cases import UseCases
from entrypoints.bootstrap.app import App


async def the_bot(app: App, bot_id: int | None) -> int:
    """The bot that was named, or the only one. Raise ``typer.BadParameter`` when several could be meant, or none."""
    if bot_id is not None:
        return bot_id
    known = sorted(set(app.settings.tokens) | {one.bot_id for one in await app.use.bots.all()})
    if len(known) == 1:
        return known[0]
    if not known:
        raise typer.BadParameter("no bot is known yet: set LEADBELL_TELEGRAM_TOKEN, or add --bot")
    raise typer.BadParameter(f"there are several bots, add --bot: {', '.join(map(str, known))}")


async def of_owner(app: App, owner_id: int, bot_id: int | None) -> UseCases | None:
    """The use cases of the bot that was named, or that the owner is with; None when the owner is with none.

    Raise ``typer.BadParameter`` when several could be meant.
    """
    if bot_id is not None:
        return app.of_bot(bot_id)
    bots = await app.use.bots.of_owner(owner_id)
    if len(bots) > 1:
        raise typer.BadParameter(f"owner {owner_id} is with several bots, add --bot: {', '.join(map(str, bots))}")
    return app.of_bot(bots[0]) if bots else None
