"""The log on SQL, as far as it is about accounts, in the caller's transaction."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.stored_history import StoredHistory
from application.ports.event_log import LoadedAccounts
from domain.account.account import Account, account_id_of
from domain.account.events import Event


class SqlAccountLog:
    """In a writing transaction on PostgreSQL a loaded account is locked, before any lead: shared to rely on it,
    exclusively to change it. So no plan is made by a zone that is being changed. It is an advisory lock, for there may
    be no row yet; negative keys are the owners'."""

    def __init__(self, connection: AsyncConnection, keyring: Keyring, *, locks: bool) -> None:
        self._connection = connection
        self._keyring = keyring
        self._locks = locks

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        loaded = await self._connection.run_sync(self._load_all, [owner_id], to_change)
        if owner_id in loaded.unreadable:
            raise loaded.unreadable[owner_id]
        return loaded.accounts.get(owner_id)

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        return await self._connection.run_sync(self._load_all, sorted(owner_ids), False)

    def _load_all(self, connection: Connection, owner_ids: Sequence[int], to_change: bool) -> LoadedAccounts:
        if self._locks and owner_ids:
            lock = func.pg_advisory_xact_lock if to_change else func.pg_advisory_xact_lock_shared
            for owner_id in owner_ids:  # in their order, so that two transactions with the same owners queue up
                connection.execute(select(lock(-abs(owner_id) - 1)))
        owners = {account_id_of(owner_id): owner_id for owner_id in owner_ids}
        found, unreadable = StoredHistory(connection, self._keyring).replay(owners, Event, Account)
        return LoadedAccounts(
            {owners[account_id]: account for account_id, account in found.items()},
            {owners[account_id]: error for account_id, error in unreadable.items()},
        )
