"""Another bot's token is named at the start: what the database holds of bots that this program does not serve."""

import logging

from entrypoints.bootstrap.app import App

log = logging.getLogger(__name__)


async def warn_of_other_bots(app: App) -> None:
    served = app.settings.tokens
    others = await app.use.bots.others(served)
    if not others:
        return
    held = {"bots": "; ".join(map(str, others)), "served": ", ".join(map(str, served))}
    if await app.use.bots.are_new(served):
        log.error("the token is of another bot than the database's: nothing that waits there is sent", extra={**held})
    else:
        log.warning("the database holds data of bots that this program does not serve", extra={**held})
