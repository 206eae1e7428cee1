"""The machine: all rules together, and the end, once all have come to rest."""

from datetime import timedelta

from application.delivery.entry import EntryState
from tests.faults.state_machine.moves import Who
from tests.faults.state_machine.operator_rules import OperatorRules
from tests.faults.state_machine.owner_rules import OwnerRules
from tests.faults.state_machine.relay_rules import RelayRules
from tests.faults.state_machine.telegram import ANSWERS

LONGER_THAN_ANY_BACKOFF = timedelta(minutes=20)
ENOUGH_ROUNDS = 200


class DeliveryMachine(OwnerRules, RelayRules, OperatorRules):
    def teardown(self) -> None:
        try:
            if self.is_sound:
                self._come_to_rest()
        finally:
            super().teardown()

    def _come_to_rest(self) -> None:
        """No relay dies any more, and Telegram takes everything: then nothing waits but for a person."""
        self.does(Who.NONE, self._repair())
        self.watch_leases_run_out(by=0)
        self.delivery_keeps_its_promise()
        for _ in range(ENOUGH_ROUNDS):
            self._relay_waiting()
            if not self.entries(EntryState.QUEUED):
                break
        waiting = self.entries(EntryState.QUEUED, EntryState.SENDING)
        assert not waiting, f"{len(waiting)} messages wait though nothing keeps them"

    def _relay_waiting(self) -> None:
        self.expire()
        self.delivery_keeps_its_promise()
        self.leased.clear()
        self.deliver(by=0, answer=ANSWERS[0])
        self.delivery_keeps_its_promise()
        self.world.clock.advance(LONGER_THAN_ANY_BACKOFF)
