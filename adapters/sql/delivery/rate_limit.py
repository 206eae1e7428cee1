"""The relay's pauses and its pace on SQL: rows that all processes see, and that outlive them."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.delivery_tables import relay_bucket, relay_pauses
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from application.delivery.pause import CLOCK_SLACK, PauseCause, RelayPause
from application.ports.rate_limit import TokenBucket


class SqlRateLimiter:
    """``locks``: on PostgreSQL a writer that reads the bucket locks it until its transaction ends."""

    def __init__(self, connection: AsyncConnection, *, locks: bool) -> None:
        self._connection = connection
        self._locks = locks

    async def pauses(self) -> Sequence[RelayPause]:
        rows = await self._connection.execute(select(relay_pauses).order_by(relay_pauses.c.since))
        return [RelayPause(row.cause, row.since, row.until, row.reason, row.by) for row in rows]

    async def pause(self, pause: RelayPause) -> None:
        values = {"since": pause.since, "until": pause.until, "reason": pause.reason, "by": pause.by}
        await self._connection.execute(
            insert_ignoring_conflicts(relay_pauses, self._connection.dialect), {"cause": pause.cause, **values}
        )
        is_longer = relay_pauses.c.until.is_not(None) if pause.until is None else relay_pauses.c.until < pause.until
        is_replaced = or_(is_longer, relay_pauses.c.since > pause.since + CLOCK_SLACK)
        is_cause = relay_pauses.c.cause == pause.cause
        await self._connection.execute(update(relay_pauses).where(is_cause, is_replaced).values(values))

    async def lift(self, causes: Collection[PauseCause]) -> None:
        await self._connection.execute(delete(relay_pauses).where(relay_pauses.c.cause.in_(causes)))

    async def bucket(self) -> TokenBucket:
        query = select(relay_bucket).with_for_update() if self._locks else select(relay_bucket)
        row = (await self._connection.execute(query)).one()
        return TokenBucket(row.next_free_at, row.high_water_mark)

    async def save(self, bucket: TokenBucket) -> None:
        values = {"next_free_at": bucket.next_free_at, "high_water_mark": bucket.high_water_mark}
        await self._connection.execute(update(relay_bucket).values(values))
