"""What the database holds of each bot."""

from typing import Any

from sqlalchemy import Select, Table, func, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.delivery_tables import outbox, relay_bucket
from adapters.sql.schema.tables import accounts, lead_list
from application.delivery.entry import EntryState
from application.ports.bots import KnownBot

WAITING = (EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED)


class SqlKnownBots:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def all(self) -> list[KnownBot]:
        accounts_of = await self._counted(_counts(accounts))
        leads_of = await self._counted(_counts(lead_list))
        waiting_of = await self._counted(_counts(outbox).where(outbox.c.state.in_(WAITING)))
        senders = await self._counted(_counts(relay_bucket))
        return [
            KnownBot(bot_id, accounts_of.get(bot_id, 0), leads_of.get(bot_id, 0), waiting_of.get(bot_id, 0))
            for bot_id in sorted({*accounts_of, *leads_of, *waiting_of, *senders})
        ]

    async def of_owner(self, owner_id: int) -> list[int]:
        found = [_counts(table).where(table.c.owner_id == owner_id) for table in (accounts, lead_list)]
        return sorted({bot_id for query in found for bot_id in await self._counted(query)})

    async def _counted(self, query: Select[Any]) -> dict[int, int]:
        return {row.bot_id: row.number for row in await self._connection.execute(query)}


def _counts(table: Table) -> Select[Any]:
    return select(table.c.bot_id, func.count().label("number")).group_by(table.c.bot_id)
