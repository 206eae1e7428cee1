import pytest

from application.errors import ConcurrentChange, LeadNotFound
from application.ports.transaction import Transaction
from application.transactions import ATTEMPTS, run_in_transaction
from tests.support.leads import LEAD_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp


class Races:
    """Loses the first ``losses`` of them."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.runs = 0

    async def run(self, tx: Transaction) -> str:
        self.runs += 1
        assert await tx.commands.remember("c", at=MONDAY_9AM), "a lost race left something behind"
        if self.runs <= self.losses:
            raise ConcurrentChange
        return "won"


@pytest.mark.parametrize("losses", [0, 1, ATTEMPTS - 1])
async def test_a_lost_race_is_run_again_on_a_clean_transaction(app: MemoryApp, losses: int) -> None:
    races = Races(losses)

    assert await run_in_transaction(app.transactions, races.run) == "won"

    assert races.runs == losses + 1


async def test_a_use_case_that_always_loses_gives_up(app: MemoryApp) -> None:
    races = Races(losses=99)

    with pytest.raises(ConcurrentChange):
        await run_in_transaction(app.transactions, races.run)

    assert races.runs == ATTEMPTS


async def test_other_refusals_are_not_retried(app: MemoryApp) -> None:
    runs = list[None]()

    async def refuse(tx: Transaction) -> None:
        runs.append(None)
        raise LeadNotFound(LEAD_ID)

    with pytest.raises(LeadNotFound):
        await run_in_transaction(app.transactions, refuse)

    assert len(runs) == 1
