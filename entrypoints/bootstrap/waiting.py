"""A program that starts while its server is away waits for it, as a running one does."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from application.errors import DatabaseAway

log = logging.getLogger(__name__)

FIRST_PATIENCE_S = 1.0
LONGEST_PATIENCE_S = 15.0


class StoppedWaiting(Exception):
    """The program was asked to stop before the database answered."""


async def once_it_answers(work: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Run ``work``, again while the database is away. Raise ``StoppedWaiting``."""
    patience, said = FIRST_PATIENCE_S, ""
    while not stop.is_set():
        try:
            await work()
        except DatabaseAway as away:
            if str(away) != said:
                log.warning("the database does not answer: waiting for it", extra={"reason": str(away)})
            said = str(away)
        else:
            return
        try:
            async with asyncio.timeout(patience):
                await stop.wait()
        except TimeoutError:
            patience = min(2 * patience, LONGEST_PATIENCE_S)
    raise StoppedWaiting
