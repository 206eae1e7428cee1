"""The world and the model of all rules, and the look around after each step."""

from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from hypothesis.stateful import RuleBasedStateMachine, invariant

from application.delivery.entry import DeliveryPolicy, Entry, EntryState
from tests.faults.state_machine import invariants
from tests.faults.state_machine.ledger import Ledger
from tests.faults.state_machine.moves import Who
from tests.faults.state_machine.snapshot import Snapshot, snapshot
from tests.faults.state_machine.world import World

T = TypeVar("T")


class Story(RuleBasedStateMachine):
    """``seen`` is how things were after the last step; ``who`` acted in this one; ``is_sound`` once it was checked."""

    def __init__(self, database: str, policy: DeliveryPolicy) -> None:
        super().__init__()
        self.world = World(database, policy)
        self.ledger = Ledger(policy)
        self.who = Who.NONE
        self.is_sound = True
        self.seen = self.look()

    def does(self, who: Who, work: Coroutine[Any, Any, T]) -> T:
        """One rule does one thing."""
        self.who, self.is_sound = who, False
        return self.world.run(work)

    def look(self) -> Snapshot:
        return self.world.run(snapshot(self.world.transactions))

    def entries(self, *states: EntryState) -> Sequence[Entry]:
        """Return the entries in such a state, as seen last."""
        return [entry for entry in self.seen.entries.values() if entry.state in states]

    @invariant()
    def delivery_keeps_its_promise(self) -> None:
        before, now, who = self.seen, self.look(), self.who
        self.seen, self.who = now, Who.NONE
        invariants.each_generation_is_claimed_once_and_has_one_entry(now)
        invariants.telegram_accepted_no_more_than_was_allowed(now, self.ledger)
        invariants.each_sent_entry_was_accepted(now, self.ledger)
        invariants.no_unwanted_entry_waits(now)
        invariants.leads_agree_with_entries(now)
        invariants.read_models_equal_the_fold(now)
        invariants.nothing_leaves_the_log(before, now)
        invariants.entries_move_as_the_state_machine_says(before, now, who)
        invariants.messages_are_frozen(before, now)
        invariants.attempts_are_never_rewritten(before, now)
        invariants.an_entry_counts_its_attempts(now)
        invariants.one_message_is_in_flight_in_a_chat(now)
        self.is_sound = True

    def teardown(self) -> None:
        self.world.close()
