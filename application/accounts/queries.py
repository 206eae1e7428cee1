"""Queries for owners' accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.accounts.working_time import WorkTimes
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.read_models.accounts import AccountRow
from application.wording.wall_clock import WallClock
from domain.account.state import AccountState
from domain.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class AccountView:
    """``state`` is None for an owner without an account; then the rest is the operator's default."""

    state: AccountState | None
    work_time: WorkTime
    clock: WallClock


@dataclass(frozen=True, slots=True)
class AccountQueries:
    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def show(self, owner_id: int) -> AccountView:
        async with self.transactions.read() as tx:
            account = await tx.account_log.load(owner_id)
        state = account.state if account else None
        work_time = self.work_times.of_state(state, now=self.clock.now())
        return AccountView(state, work_time, self.work_times.wall_clock_of(state))

    async def row_of(self, owner_id: int) -> AccountRow | None:
        """None for a person without an account."""
        async with self.transactions.read() as tx:
            return next(iter(await tx.accounts.of_owners([owner_id])), None)

    async def wall_clock(self, owner_id: int) -> WallClock:
        async with self.transactions.read() as tx:
            return await self.work_times.wall_clock(tx, owner_id)

    async def list_all(self, *, limit: int) -> Sequence[AccountRow]:
        """For operators, in the order of their opening."""
        async with self.transactions.read() as tx:
            return await tx.accounts.page(offset=0, limit=limit)
