"""An app, and its figures and findings."""

from datetime import timedelta

from application.delivery.pause import PauseCause, RelayPause
from application.operations.findings import findings
from application.operations.health import Figures, Health
from tests.support.entries import an_answer
from tests.support.leads import CHAT_ID
from tests.support.memory_app import MemoryApp

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


async def figures(app: MemoryApp) -> Figures:
    return await Health(app.transactions, app.clock).figures()


async def found(app: MemoryApp) -> list[str]:
    """What is wrong, without what to do about it."""
    return [one.problem for one in findings(await figures(app))]


async def pause(app: MemoryApp, cause: PauseCause, *, lasts: timedelta | None = None) -> RelayPause:
    now = app.clock.now()
    wanted = RelayPause(cause, now, now + lasts if lasts else None, "of a test")
    async with app.transactions.write() as tx:
        await tx.rate_limiter.pause(wanted)
    return wanted


async def queue(app: MemoryApp, chat_id: int = CHAT_ID) -> None:
    async with app.transactions.write() as tx:
        await tx.outbox.add(an_answer(chat_id), at=app.clock.now())
