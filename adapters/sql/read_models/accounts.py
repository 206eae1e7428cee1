"""``accounts`` on SQL."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.read_models.table import SqlReadModel
from adapters.sql.schema.tables import accounts
from application.read_models.accounts import AccountRow


class SqlAccounts(SqlReadModel[AccountRow]):
    def __init__(self, connection: BotConnection) -> None:
        super().__init__(connection, accounts, AccountRow, of="account_id")

    async def of_chat(self, chat_id: int) -> AccountRow | None:
        self._connection.one_bot("a chat's account")
        query = select(accounts).where(accounts.c.chat_id == chat_id).order_by(accounts.c.opened_at.desc()).limit(1)
        with self.readable():
            row = (await self._connection.execute(query)).first()
            return None if row is None else self.read(row)

    async def of_owners(self, owner_ids: Collection[int]) -> Sequence[AccountRow]:
        with self.readable():
            found = await self._connection.execute(select(accounts).where(accounts.c.owner_id.in_(owner_ids)))
            return [self.read(row) for row in found]

    async def page(self, *, offset: int, limit: int) -> Sequence[AccountRow]:
        query = select(accounts).order_by(accounts.c.opened_at, accounts.c.account_id).offset(offset).limit(limit)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query)]
