"""Updates: kept first, confirmed to Telegram next, handled then, and never lost in between."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import say
from application.errors import ConcurrentChange, DatabaseUnavailable, MessengerStopped
from application.inbox.admission import Admission
from application.inbox.direct_answers import DirectAnswer
from application.inbox.joined_transactions import JoinedTransactions
from application.inbox.parts import AT_MOST, Joining, gathered
from application.inbox.refusals import Refusals
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.messenger import Updates
from application.ports.open_questions import OpenQuestion
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import enqueue
from application.transactions import run_in_transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handled:
    """``direct`` answers follow the commit. ``asks`` is a question that is open from now on, empty for none; without
    it ``closes`` says that none is open."""

    answers: Sequence[NewEntry] = ()
    direct: Sequence[DirectAnswer] = ()
    asks: str = ""
    closes: bool = False


NOTHING = Handled()

Handler = Callable[[InboundUpdate, Transactions], Awaitable[Handled]]
"""Does what an update asks for, in ``JoinedTransactions``. It is called again for an update that lost a race, and calls
no other system."""

INSTEAD_TRIES = 12
INSTEAD_PAUSE = timedelta(seconds=5)
SORRY = say("Something went wrong on our side. Please send that again in a moment.")


@dataclass(frozen=True, slots=True)
class UpdateIntake:
    updates: Updates
    transactions: Transactions
    clock: Clock
    refusals: Refusals
    admission: Admission

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        """Raise ``MessengerStopped`` for a refusal that stays."""
        while True:
            try:
                return await self.updates.introduce(commands)
            except MessengerStopped as refusal:
                await self.refusals.bear(refusal)

    async def take_in(self, *, after: int | None, wait: timedelta) -> int | None:
        """Receive and keep what is new; return the id up to which Telegram may forget. Raise ``MessengerStopped`` for a
        refusal that stays.

        None after an empty answer: what came before is confirmed, and the ids of later updates may be lower.
        """
        try:
            received = await self.updates.receive(after=after, wait=wait)
        except MessengerStopped as refusal:
            await self.refusals.bear(refusal)
            return after
        if received is None:
            return after  # the line is down: that is no answer, and confirms nothing
        await self.refusals.note_answer()
        if not received:
            return None
        async with self.transactions.write() as tx:
            await self._keep(tx, received)
        return max(update.update_id for update in received)

    async def _keep(self, tx: Transaction, received: Sequence[InboundUpdate]) -> None:
        now = self.clock.now()
        admitted = await self.admission.admit(tx, await tx.inbox.news(received), at=now)
        await tx.inbox.keep(admitted.taken, at=now)
        await enqueue(tx, *admitted.answers, at=now)
        if admitted.taken:
            tx.wake(Work.UPDATES)


@dataclass(frozen=True, slots=True)
class UpdateHandling:
    transactions: Transactions
    clock: Clock
    handler: Handler
    joining: Joining

    async def handle(self, update: InboundUpdate) -> Sequence[DirectAnswer]:
        """What an update does, its answers, and the question that it asks or closes are in the transaction that marks
        it handled, with the other parts of its message: once, however often the process dies on the way. Return what
        follows the commit.

        Raise ``DatabaseUnavailable``, ``ConcurrentChange`` and ``NotYet``; the update waits on.
        """
        parts = await self._parts_of(update)
        try:
            handled = await run_in_transaction(self.transactions, lambda tx: self._handled(tx, parts))
        except (DatabaseUnavailable, ConcurrentChange):
            raise  # the world refused for now: the update waits and is handled again
        except Exception as error:  # one bad update must not stop all the others
            log.exception("an update could not be handled", extra={"update_id": update.update_id})
            problem = type(error).__name__
            handled = await run_in_transaction(self.transactions, lambda tx: self._given_up(tx, parts, problem))
        return handled.direct

    async def send_instead(self, entry: NewEntry) -> None:
        """In place of an edit that was refused. While the database is away it is tried again for a minute."""
        for _ in range(INSTEAD_TRIES - 1):
            try:
                return await self._enqueue(entry)
            except (DatabaseUnavailable, ConcurrentChange):
                await self.clock.sleep(INSTEAD_PAUSE)
        return await self._enqueue(entry)

    async def _enqueue(self, entry: NewEntry) -> None:
        await run_in_transaction(self.transactions, lambda tx: enqueue(tx, entry, at=self.clock.now()))

    async def _parts_of(self, update: InboundUpdate) -> Sequence[InboundUpdate]:
        if update.chat_id is None or not self.joining.is_open(update):
            return [update]
        async with self.transactions.read() as tx:
            waiting = await tx.inbox.waiting(update.chat_id, limit=AT_MOST)
        return gathered(self.joining, waiting, self.clock.now()) if waiting else [update]

    async def _handled(self, tx: Transaction, parts: Sequence[InboundUpdate]) -> Handled:
        """Marked first: another process waits for it, and then finds it handled."""
        if not await self._marked(tx, parts):
            return NOTHING
        update = self.joining.joined(parts)
        joined = JoinedTransactions(tx)
        handled = await self.handler(update, joined)
        joined.require_won()
        await finish(tx, update, handled, at=self.clock.now())
        return handled

    async def _given_up(self, tx: Transaction, parts: Sequence[InboundUpdate], problem: str) -> Handled:
        if await self._marked(tx, parts, problem):
            await finish(tx, parts[0], Handled(_apology(parts[0])), at=self.clock.now())
        return NOTHING

    async def _marked(self, tx: Transaction, parts: Sequence[InboundUpdate], problem: str = "") -> bool:
        """False when another process has handled the first. Raise ``ConcurrentChange`` when it has handled another."""
        now, command_id = self.clock.now(), parts[0].command_id
        first = await tx.inbox.mark_handled(parts[0], at=now, problem=problem)
        others = [await tx.inbox.mark_handled(part, at=now, problem=problem, part_of=command_id) for part in parts[1:]]
        if first and not all(others):
            raise ConcurrentChange("another process has handled a part")
        return first


async def finish(tx: Transaction, update: InboundUpdate, handled: Handled, *, at: datetime) -> None:
    """Queues the answers, and opens or closes the question of the update's chat."""
    await enqueue(tx, *handled.answers, at=at)
    if update.chat_id is None:
        return
    if handled.asks:
        await tx.questions.ask(OpenQuestion(update.chat_id, handled.asks, at))
    elif handled.closes:
        await tx.questions.close(update.chat_id)


def _apology(update: InboundUpdate) -> Sequence[NewEntry]:
    """To the person, when the update does not say in which chat."""
    chat_id = update.person_id if update.chat_id is None else update.chat_id
    return [NewEntry(EntryKind.ANSWER, chat_id, SORRY)] if chat_id is not None else []
