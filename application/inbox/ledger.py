"""What persons have used of their bounds, counted in memory for a while and written once."""

from datetime import datetime, timedelta

from application.ports.allowances import Bound, Spent
from application.ports.transaction import Transaction

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Ledger:
    """As of ``at``, in one transaction. A window is new when the last one is over."""

    def __init__(self, tx: Transaction, at: datetime) -> None:
        self._tx = tx
        self._at = at
        self._spent: dict[tuple[int, Bound], Spent] = {}

    async def spend(self, person_id: int, bound: Bound, window: timedelta, *, amount: int = 1) -> int:
        """Count ``amount`` more; return what is used in the window."""
        known = self._spent.get((person_id, bound)) or await self._tx.allowances.get(person_id, bound)
        spent = known.more(amount, at=self._at, window=window) if known else Spent(self._at, amount)
        self._spent[person_id, bound] = spent
        return spent.used

    async def is_to_be_told(self, person_id: int, bound: Bound, window: timedelta) -> bool:
        """True the first time that it is asked in a window."""
        await self.spend(person_id, bound, window, amount=0)
        spent = self._spent[person_id, bound]
        self._spent[person_id, bound] = spent.told(self._at)
        return spent.told_at is None

    async def write(self) -> None:
        for (person_id, bound), spent in self._spent.items():
            await self._tx.allowances.put(person_id, bound, spent)
