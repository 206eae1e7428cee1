"""The same for 200 owners and 2 000 leads; two minutes, so only ``make faults`` runs it."""

import sys
from pathlib import Path

import pytest

from tests.simulation.judgement import judged, summary
from tests.simulation.replay import replayed, rows
from tests.simulation.sixty_days import Scale, simulated
from tests.support.databases import SQLITE, a_fresh_database

pytestmark = pytest.mark.faults


async def test_two_thousand_leads_over_sixty_days(tmp_path: Path) -> None:
    run = await simulated(Scale(owners=200, leads=2000))

    judgement = judged(run)
    sys.stdout.write(summary(run, judgement))
    assert judgement.broken == {}
    async with a_fresh_database(SQLITE, tmp_path) as again:
        await replayed(judgement.history.log, again)
        assert await rows(again) == await rows(run.office.transactions)
