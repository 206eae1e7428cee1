"""The accounts' part of the log in memory."""

from collections.abc import Collection, Sequence
from uuid import UUID

from adapters.memory.contents import Contents
from application.ports.account_log import LoadedAccounts
from domain.account import Account, account_id_of
from domain.account_events import AccountOpened, Event


class MemoryAccountLog:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        account: Account | None = None
        for recorded in self._contents.histories.get(account_id_of(owner_id), ()):
            account = recorded.event.mutate(account)
        return account

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        found = {owner_id: await self.load(owner_id) for owner_id in owner_ids}
        return LoadedAccounts({owner_id: one for owner_id, one in found.items() if one is not None}, {})

    async def histories(self, *, after: UUID | None, until: int, limit: int) -> Sequence[Sequence[Event]]:
        begun = sorted(
            one
            for one, history in self._contents.histories.items()
            if (after is None or one > after)
            and history[0].position <= until
            and isinstance(history[0].event, AccountOpened)
        )
        return [self._until(one, until) for one in begun[:limit]]

    def _until(self, account_id: UUID, until: int) -> Sequence[Event]:
        known = [one.event for one in self._contents.histories[account_id] if one.position <= until]
        return [event for event in known if isinstance(event, Event)]
