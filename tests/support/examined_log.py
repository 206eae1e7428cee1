"""A house, and what those who watch it see."""

from datetime import timedelta

from application.delivery.pause import PauseCause, RelayPause
from application.operations.findings import findings
from application.operations.health import Figures, Health
from tests.support.entries import an_answer
from tests.support.leads import CHAT_ID
from tests.support.memory_app import House

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


async def figures(house: House) -> Figures:
    return await Health(house.transactions, house.clock).figures()


async def found(house: House) -> list[str]:
    """What is wrong, without what to do about it."""
    return [one.what for one in findings(await figures(house))]


async def pause(house: House, cause: PauseCause, *, lasts: timedelta | None = None) -> RelayPause:
    now = house.clock.now()
    wanted = RelayPause(cause, now, now + lasts if lasts else None, "of a test")
    async with house.transactions.write() as tx:
        await tx.rate_limiter.pause(wanted)
    return wanted


async def queue(house: House, chat_id: int = CHAT_ID) -> None:
    async with house.transactions.write() as tx:
        await tx.outbox.add(an_answer(chat_id), at=house.clock.now())
