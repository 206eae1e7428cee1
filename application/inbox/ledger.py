"""What persons have used of their bounds, counted in memory for a while and written once."""

from datetime import datetime, timedelta

from application.ports.allowances import Bound, Spent
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transaction

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Ledger:
    """As of ``at``, in one transaction. A window is new when the last one is over."""

    def __init__(self, tx: Transaction, at: datetime) -> None:
        self._tx = tx
        self._at = at
        self._spent: dict[tuple[int, Bound], Spent] = {}
        self._counted: set[tuple[int, Bound]] = set()

    async def spend(
        self, person_id: int, bound: Bound, window: timedelta, *, amount: int = 1, sent_at: datetime | None = None
    ) -> int:
        """Count ``amount`` more, as of ``sent_at`` when that is earlier; return what is used in the window."""
        at = min(self._at, sent_at or self._at)
        known = self._spent.get((person_id, bound)) or await self._tx.allowances.get(person_id, bound)
        spent = known.more(amount, at=at, window=window) if known else Spent(at, amount)
        self._spent[person_id, bound] = spent
        self._counted |= {(person_id, bound)} if amount else set()
        return spent.used

    async def is_to_be_told(self, person_id: int, bound: Bound, window: timedelta) -> bool:
        """True the first time that it is asked in a window."""
        await self.spend(person_id, bound, window, amount=0)
        spent = self._spent[person_id, bound]
        self._spent[person_id, bound] = spent.told(self._at)
        return spent.told_at is None

    async def is_coming_in(self, update: InboundUpdate) -> bool:
        """Whether an invitation that its person has sent just before is not tried yet."""
        if update.person_id is None or update.chat_id is None:
            return False
        if await self.spend(update.person_id, Bound.CODES, HOUR, amount=0) == 0:
            return False
        is_of_this_batch = (update.person_id, Bound.CODES) in self._counted
        return is_of_this_batch or bool(await self._tx.inbox.waiting(update.chat_id, limit=1))

    async def write(self) -> None:
        for (person_id, bound), spent in self._spent.items():
            await self._tx.allowances.put(person_id, bound, spent)
