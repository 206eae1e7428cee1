"""The relay's pauses and its pace on SQL: rows that all processes see, and that outlive them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, insert, or_, select, update

from adapters.sql.bot_scope import BotConnection, meant_for_all_bots
from adapters.sql.schema.delivery_tables import relay_bucket, relay_pauses
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from application.delivery.pause import CLOCK_SLACK, PauseCause, RelayPause
from application.ports.bots import ALL_BOTS
from application.ports.rate_limit import TokenBucket


class SqlRateLimiter:
    """``locks``: on PostgreSQL a writer that reads the bucket locks it until its transaction ends."""

    def __init__(self, connection: BotConnection, *, locks: bool) -> None:
        self._connection = connection
        self._locks = locks

    async def pauses(self) -> Sequence[RelayPause]:
        rows = await self._connection.execute(select(relay_pauses).order_by(relay_pauses.c.since))
        return [RelayPause(row.cause, row.since, row.until, row.reason, row.by, row.bot_id or None) for row in rows]

    async def pause(self, pause: RelayPause) -> None:
        values = {"since": pause.since, "until": pause.until, "reason": pause.reason, "by": pause.by}
        await self._connection.execute(
            insert_ignoring_conflicts(relay_pauses, self._connection.dialect), {"cause": pause.cause, **values}
        )
        is_longer = relay_pauses.c.until.is_not(None) if pause.until is None else relay_pauses.c.until < pause.until
        is_replaced = or_(is_longer, relay_pauses.c.since > pause.since + CLOCK_SLACK)
        bot_id = self._connection.bot_id or ALL_BOTS
        this = and_(relay_pauses.c.bot_id == bot_id, relay_pauses.c.cause == pause.cause, is_replaced)
        await self._connection.execute(meant_for_all_bots(update(relay_pauses).where(this).values(values)))

    async def lift(self, causes: Collection[PauseCause]) -> None:
        lifted = delete(relay_pauses).where(relay_pauses.c.cause.in_(causes))
        await self._connection.execute(meant_for_all_bots(lifted))

    async def bucket(self) -> TokenBucket:
        self._connection.one_bot("the pace of sending")
        row = await self._first()
        if row is None and self._locks:  # one that could be locked
            await self._connection.execute(insert_ignoring_conflicts(relay_bucket, self._connection.dialect), {})
            row = await self._first()
        return TokenBucket() if row is None else TokenBucket(row.next_free_at, row.high_water_mark)

    async def hold(self) -> None:
        if self._connection.bot_id is None:
            await self._first()
        else:
            await self.bucket()

    async def save(self, bucket: TokenBucket) -> None:
        values = {"next_free_at": bucket.next_free_at, "high_water_mark": bucket.high_water_mark}
        saved = await self._connection.execute(update(relay_bucket).values(values))
        if saved.rowcount == 0:
            await self._connection.execute(insert(relay_bucket), values)

    async def _first(self) -> Row[Any] | None:
        """All of them are locked, in their order."""
        query = select(relay_bucket).order_by(relay_bucket.c.bot_id)
        rows = await self._connection.execute(query.with_for_update() if self._locks else query)
        return rows.first()
