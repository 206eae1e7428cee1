"""The log on SQL, as far as it is about accounts, in the caller's transaction."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Connection, func, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.replay import Replay
from adapters.sql.log.stored_history import StoredHistory
from application.ports.event_log import LoadedAccounts
from domain.account.account import Account, account_id_of
from domain.account.events import Event


class SqlAccountLog:
    """In a writing transaction on PostgreSQL a loaded account is locked, before any lead: shared to rely on it,
    exclusively to change it. So no plan is made by a zone that is being changed. It is an advisory lock, for there may
    be no row yet; negative keys are the accounts'."""

    def __init__(self, connection: BotConnection, keyring: Keyring, *, writes: bool) -> None:
        self._connection = connection
        self._keyring = keyring
        self._writes = writes
        self._locks = writes and connection.dialect.name == "postgresql"

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        loaded = await self._load_of([owner_id], to_change=to_change)
        if owner_id in loaded.unreadable:
            raise loaded.unreadable[owner_id]
        return loaded.accounts.get(owner_id)

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        return await self._load_of(owner_ids, to_change=False)

    async def _load_of(self, owner_ids: Collection[int], *, to_change: bool) -> LoadedAccounts:
        bot_id = self._connection.one_bot("an owner's account")
        owners = {account_id_of(bot_id, owner_id): owner_id for owner_id in owner_ids}
        return await self._connection.change_tables(self._load_all, owners, to_change)

    def _load_all(self, connection: Connection, owners: Mapping[UUID, int], to_change: bool) -> LoadedAccounts:
        if self._locks:
            lock = func.pg_advisory_xact_lock if to_change else func.pg_advisory_xact_lock_shared
            for key in sorted(map(_lock_key, owners)):  # so that two transactions with the same owners queue up
                connection.execute(select(lock(key)))
        stored = StoredHistory(connection, self._keyring)
        found, unreadable = Replay(stored, Event, Account, writes=self._writes).of(owners)
        return LoadedAccounts(
            {owners[account_id]: account for account_id, account in found.items()},
            {owners[account_id]: error for account_id, error in unreadable.items()},
        )


def _lock_key(account_id: UUID) -> int:
    """The first 62 bits. Two accounts with the same key would wait for each other, no more."""
    return -(account_id.int >> 66) - 1
