"""The host's zone changes to summer time or back; nothing of ours notices."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from tests.faults.clocks.at_work import HandedOver, at_work
from tests.support.leads import BOT_ID, a_plan, keep

SPRING, AUTUMN = datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""When the clocks of Kyiv change."""
STEP = timedelta(minutes=30)
MOMENT = timedelta(seconds=1)
LEADS = 8


@pytest.fixture(params=["UTC", "Europe/Kyiv", "America/St_Johns"])
def host_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.usefixtures("host_zone")
async def test_every_reminder_comes_on_the_minute(database: str, night: datetime, tmp_path: Path) -> None:
    start = night - STEP * (LEADS // 2) - timedelta(minutes=5)
    due = [night + STEP * (number - LEADS // 2) for number in range(LEADS)]
    async with at_work(database, tmp_path, start=start) as office:
        await keep(office.transactions, *(a_lead_due(at, number, start) for number, at in enumerate(due)))

        for at in due:
            office.clock.move_to(at - MOMENT)
            await office.rest()
            office.clock.move_to(at)
            await office.rest()

        seconds = [(at - start).total_seconds() for at in due]
        assert office.telegram.handed_over == [
            HandedOver(number + 1, at, mono) for number, (at, mono) in enumerate(zip(due, seconds, strict=True))
        ]
        entries = await office.entries()
        assert [(entry.content.due_at, entry.settled_at) for entry in entries] == [(at, at) for at in due]


def a_lead_due(at: datetime, number: int, now: datetime) -> Lead:
    """In a chat of its own; it says the same in every zone."""
    chat_id = number + 1
    lead = Lead.capture(
        UUID(int=chat_id), bot_id=BOT_ID, owner_id=chat_id, chat_id=chat_id, note="Met Ada at the fair", at=now
    )
    lead.record(adopt_plan(lead.state, a_plan(start=at, days=(0,)), at=now))
    return lead
