"""Attempts and their verdicts, on SQL: rows are added and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, insert, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.delivery_tables import delivery_attempts
from application.delivery.attempt import ANSWERED, Attempt, Verdict

LONGEST_STREAK = 50


class SqlDeliveryAttempts:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def add(self, attempts: Sequence[Attempt]) -> None:
        if attempts:
            await self._connection.execute(insert(delivery_attempts), [asdict(attempt) for attempt in attempts])

    async def of_entry(self, entry_id: int) -> Sequence[Attempt]:
        query = select(delivery_attempts).where(delivery_attempts.c.entry_id == entry_id)
        return [_attempt(row) for row in await self._connection.execute(query.order_by(delivery_attempts.c.id))]

    async def unconfirmed_in_a_row(self) -> int:
        telling = delivery_attempts.c.verdict.in_([*ANSWERED, Verdict.UNCONFIRMED])
        query = select(delivery_attempts.c.verdict).where(telling).order_by(delivery_attempts.c.id.desc())
        streak = 0
        for verdict in await self._connection.scalars(query.limit(LONGEST_STREAK)):
            if verdict is not Verdict.UNCONFIRMED:
                break
            streak += 1
        return streak

    async def others_sent_since_throttled(self, chat_id: int, *, since: datetime) -> bool:
        mine = and_(delivery_attempts.c.chat_id == chat_id, delivery_attempts.c.ended_at >= since)
        throttled = and_(mine, delivery_attempts.c.verdict == Verdict.THROTTLED)
        last = await self._connection.scalar(select(func.max(delivery_attempts.c.id)).where(throttled))
        if last is None:
            return False
        later = (delivery_attempts.c.id > last, delivery_attempts.c.chat_id != chat_id)
        return await self._connection.has(delivery_attempts, *later, delivery_attempts.c.verdict == Verdict.SENT)

    async def count_by_verdict(self) -> Mapping[Verdict, int]:
        counted = select(delivery_attempts.c.verdict, func.count().label("attempts"))
        rows = await self._connection.execute(counted.group_by(delivery_attempts.c.verdict))
        return {row.verdict: row.attempts for row in rows}


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(**{field.name: getattr(row, field.name) for field in fields(Attempt)})
