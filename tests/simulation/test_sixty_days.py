"""Both schedulers over 60 simulated days: each due thing once, none missed, no follow-up while a step is ahead."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from application.origin import RELAY
from domain.recorded_event import RecordedEvent
from tests.simulation.judgement import judged, summary
from tests.simulation.replay import replayed, rows
from tests.simulation.sixty_days import AUTUMN, SPRING, Run, Scale, simulated
from tests.support.databases import SQLITE, a_fresh_database


@pytest.mark.parametrize(("start", "seed"), [(SPRING, 1), (AUTUMN, 2)])
async def test_a_few_owners_and_leads_keep_every_promise(start: datetime, seed: int) -> None:
    run = await simulated(Scale(owners=20, leads=120, start=start, seed=seed))

    judgement = judged(run)
    sys.stdout.write(summary(run, judgement))
    assert judgement.broken == {}


async def test_the_same_events_again_give_the_same_reminders(tmp_path: Path) -> None:
    run = await simulated(Scale(owners=6, leads=30, days=40))
    log = run.office.transactions.contents.log

    async with a_fresh_database(SQLITE, tmp_path) as again:
        await replayed(log, again)
        rows_again = await rows(again)

    assert rows_again == await rows(run.office.transactions)


async def test_the_same_seed_gives_the_same_events() -> None:
    scale = Scale(owners=6, leads=30, days=40, seed=3)

    once, twice = await simulated(scale), await simulated(scale)

    assert events(once) == events(twice)
    assert once.office.messenger.arrived == twice.office.messenger.arrived


def events(run: Run) -> list[RecordedEvent]:
    """Without the names of the relay's commands, which have a random token in them."""
    log = (one.event for one in run.office.transactions.contents.log)
    return [replace(event, command_id="") if event.actor == RELAY else event for event in log]
