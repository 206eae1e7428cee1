"""Reading the log, from its beginning or from now on."""

from collections.abc import AsyncIterator
from dataclasses import replace

from application.audit.event_query import NAMES_THE_OWNER, EventQuery, Selection
from application.ports.event_log import EventFilter, Recorded
from application.ports.transaction import Transactions

PAGE = 500


class LogReading:
    """Remembers its position. Each page is a transaction of its own: memory does not grow with the log, and a slow
    reader makes no other transaction wait. Raises ``UnreadableEvent``."""

    def __init__(self, transactions: Transactions, query: EventQuery) -> None:
        self._transactions = transactions
        self._query = query
        self._selection = Selection(query)
        self._after = 0

    async def head(self) -> int:
        async with self._transactions.read() as tx:
            return await tx.log.head()

    async def up_to(self, head: int) -> AsyncIterator[Recorded]:
        """The events asked for up to ``head``, a position that was once the newest."""
        async for recorded in self._all_up_to(head, self._query.in_the_database):
            if self._selection.takes(recorded):
                yield recorded

    async def pass_over(self, head: int) -> None:
        """Skip to ``head``, and learn only which leads and accounts are the owner's."""
        if self._query.owner_id is None:
            self._after = max(self._after, head)
            return
        beginnings = replace(self._query.in_the_database, topics=NAMES_THE_OWNER)
        async for recorded in self._all_up_to(head, beginnings):
            self._selection.takes(recorded)

    async def _all_up_to(self, head: int, event_filter: EventFilter) -> AsyncIterator[Recorded]:
        while self._after < head:
            async with self._transactions.read() as tx:
                page = await tx.log.page(after=self._after, limit=PAGE, of=event_filter)
            page = [recorded for recorded in page if recorded.position <= head]
            # Positions become visible in their order, so that nothing up to the head can come later.
            self._after = page[-1].position if len(page) == PAGE else head
            for recorded in page:
                yield recorded
