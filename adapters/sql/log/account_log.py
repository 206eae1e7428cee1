"""The log on SQL, as far as it is about accounts, in the caller's transaction."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.stored_history import NOT_OURS, StoredHistory, out_of_place
from adapters.sql.schema.tables import stored_events
from application.errors import UnreadableEvent
from application.ports.event_log import LoadedAccounts
from domain.account.account import Account, account_id_of
from domain.account.events import AccountOpened, Event
from domain.recorded_event import RecordedEvent

IS_ACCOUNT = stored_events.c.topic == AccountOpened.TOPIC


class SqlAccountLog:
    """In a writing transaction on PostgreSQL a loaded account is locked, before any lead: shared by those who rely on
    it, alone for who changes it. So nobody plans by a zone that is being changed. It is an advisory lock, for there
    may be no row yet; the negative keys are the owners', and no others use them."""

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
        found: dict[int, Account] = {}
        unreadable: dict[int, UnreadableEvent] = {}
        history = StoredHistory(connection, self._keyring)
        for one, rows in history.of_each(owners):
            try:
                found[owners[one]] = _account([history.read(row) for row in rows])
            except UnreadableEvent as error:
                unreadable[owners[one]] = error
        return LoadedAccounts(found, unreadable)


def _account(history: Sequence[RecordedEvent]) -> Account:
    account: Account | None = None
    for event in _of_accounts(history):
        follows = event.originator_version == (account.version + 1 if account else 1)
        if not follows or isinstance(event, AccountOpened) is not (account is None):
            raise out_of_place(event)
        try:
            account = event.mutate(account)
        except NOT_OURS as error:
            raise out_of_place(event) from error
    if account is None:
        raise ValueError("an account has a history")
    return account


def _of_accounts(history: Sequence[RecordedEvent]) -> Sequence[Event]:
    """Raises ``UnreadableEvent`` where one is about something else."""
    for event in history:
        if not isinstance(event, Event):
            raise out_of_place(event)
    return [event for event in history if isinstance(event, Event)]
