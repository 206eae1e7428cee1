"""The acts of operators, and of owners who press the button of a message."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from application.delivery.entry import Entry, EntryKind, EntryState
from application.delivery.pause import PauseCause
from application.operations.refusals import ActionRefused
from application.operator_request import OperatorRequest
from tests.faults.state_machine.moves import Who
from tests.faults.state_machine.snapshot import read_model_rows
from tests.faults.state_machine.story import Story
from tests.support.databases import MEMORY
from tests.support.rebuilding import a_rebuild, empty

MAY_BE_RETRIED = (EntryState.DEAD, EntryState.EXPIRED, EntryState.QUEUED)
MAY_BE_RESENT = (EntryState.UNCONFIRMED, EntryState.DEAD, EntryState.EXPIRED)
MAY_BE_DISCARDED = (EntryState.QUEUED, EntryState.UNCONFIRMED)
AGES = [timedelta(0), timedelta(hours=2), timedelta(days=3)]
MANY = 1_000

which = st.integers(0, MANY)


class OperatorRules(Story):
    """Operators are refused an action that does not fit, and may be wrong about an arrival."""

    @precondition(lambda self: self.entries(*MAY_BE_RETRIED))
    @rule(which=which)
    def retry(self, which: int) -> None:
        entry = _pick(self.entries(*MAY_BE_RETRIED), which)
        with suppress(ActionRefused):
            self.does(Who.OPERATOR, self.world.use.outbox_operations.retry(entry.id, _mandate()))
            self.ledger.retry(entry.id)

    @precondition(lambda self: self.entries(*MAY_BE_RESENT))
    @rule(which=which, accept_duplicate=st.booleans())
    def resend(self, which: int, accept_duplicate: bool) -> None:
        entry = _pick(self.entries(*MAY_BE_RESENT), which)
        with suppress(ActionRefused):
            resend = self.world.use.outbox_operations.resend(entry.id, _mandate(), accept_duplicate=accept_duplicate)
            self.does(Who.OPERATOR, resend)
            assert accept_duplicate
            self.ledger.ask_for_repeat(entry.id)

    @precondition(lambda self: self.entries(EntryState.UNCONFIRMED))
    @rule(which=which, delivered=st.booleans())
    def resolve(self, which: int, delivered: bool) -> None:
        entry = _pick(self.entries(EntryState.UNCONFIRMED), which)
        self.does(Who.OPERATOR, self.world.use.outbox_operations.resolve(entry.id, _mandate(), delivered=delivered))
        self.ledger.resolve(entry.id, delivered=delivered)

    @precondition(lambda self: self.entries(*MAY_BE_DISCARDED))
    @rule(which=which, dry_run=st.booleans())
    def discard(self, which: int, dry_run: bool) -> None:
        entry = _pick(self.entries(*MAY_BE_DISCARDED), which)
        discard = self.world.use.outbox_operations.discard(entry.id, _mandate(), dry_run=dry_run)
        self.does(Who.NONE if dry_run else Who.OPERATOR, discard)

    @rule(age=st.sampled_from(AGES))
    def prune(self, age: timedelta) -> None:
        self.does(Who.NONE, self.world.use.outbox_pruning.prune(self.world.clock.now() - age, _mandate()))

    @precondition(lambda self: self.world.database != MEMORY)
    @rule(emptied=st.booleans())
    def rebuild(self, emptied: bool) -> None:
        """The read models are as before, also when they were emptied; nothing else is touched."""
        self.does(Who.NONE, self._rebuild(emptied))
        assert self.look() == self.seen

    @rule()
    def repair(self) -> None:
        """Pauses end, and chats that had blocked the bot are back."""
        self.does(Who.NONE, self._repair())

    @precondition(lambda self: self._arrived())
    @rule(which=which)
    def press(self, which: int) -> None:
        content = _pick(self._arrived(), which).content
        assert content.reminder_id is not None
        assert content.generation is not None
        owner_id = self.seen.states[content.reminder_id.lead_id].owner_id
        press = self.world.use.arrival.reminder_pressed(
            content.reminder_id, content.generation, owner_id=owner_id, message_id=1
        )
        self.does(Who.BUTTON, press)

    def _arrived(self) -> Sequence[Entry]:
        """Return the reminders that can be pressed, and are not known yet to have arrived."""
        reminders = [entry for entry in self.seen.entries.values() if entry.content.kind is EntryKind.REMINDER]
        return [entry for entry in reminders if self.ledger.of(entry.id).accepted and entry.is_uncertain]

    async def _rebuild(self, emptied: bool) -> None:
        async with self.world.transactions.read() as tx:
            before = await read_model_rows(tx)
        rebuild = a_rebuild(self.world.transactions)
        for projection in rebuild.projections:
            if emptied:
                async with self.world.transactions.write() as tx:
                    await empty(tx, projection)
            await rebuild.rebuild(projection)
        async with self.world.transactions.read() as tx:
            assert await read_model_rows(tx) == before

    async def _repair(self) -> None:
        async with self.world.transactions.write() as tx:
            await tx.rate_limiter.lift(list(PauseCause))
            for chat_state in await tx.chat_states.unreachable():
                await tx.chat_states.mark_reachable(chat_state.chat_id)


def _pick(entries: Sequence[Entry], which: int) -> Entry:
    return entries[which % len(entries)]


def _mandate() -> OperatorRequest:
    return OperatorRequest("operator:ada", "she asked for it")
