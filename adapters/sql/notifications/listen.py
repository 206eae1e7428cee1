"""Listening for ever, whatever happens to the connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from application.errors import DatabaseGone, DatabaseUnavailable

log = logging.getLogger(__name__)

RECONNECT_AFTER_S = 5.0


async def listen(once: Callable[[], Awaitable[None]]) -> None:
    """Call ``once``, which listens as long as it can, again and again; never return. Raise ``DatabaseGone``.

    A missed notification costs time only: each loop looks at its due times, and at the poll interval.
    """
    while True:
        try:
            await once()
        except DatabaseGone:
            raise
        except (SQLAlchemyError, DatabaseUnavailable, OSError) as error:
            log.warning("other programs cannot be heard for a while", extra={"problem": type(error).__name__})
            await asyncio.sleep(RECONNECT_AFTER_S)
