"""Accounts' events in memory."""

from collections.abc import Collection

from adapters.memory.contents import Contents
from application.ports.bots import bot_of
from application.ports.event_log import LoadedAccounts
from domain.account.account import Account, account_id_of


class MemoryAccountLog:
    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self._contents, self.bot_id = contents, bot_id

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        account: Account | None = None
        for recorded in self._contents.histories.get(account_id_of(bot_of(self), owner_id), ()):
            account = recorded.event.mutate(account)
        return account

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        found = {owner_id: await self.load(owner_id) for owner_id in owner_ids}
        return LoadedAccounts({owner_id: one for owner_id, one in found.items() if one is not None}, {})
