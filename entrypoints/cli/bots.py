"""Which bot an owner is with: an owner may be with several."""

import typer

from application.use_cases import UseCases
from entrypoints.bootstrap.app import App


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
