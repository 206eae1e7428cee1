"""A whole day of the program on a frozen clock: nothing in it reads the time but the one adapter."""

from pathlib import Path

import pytest
from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder
from freezegun import freeze_time
from freezegun.api import FakeDatetime

from adapters.sql.log.stored_history import MAPPER
from tests.journeys.journey import ANNA, a_journey, spoken


async def test_on_a_frozen_day_every_time_is_that_of_the_frozen_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    know_frozen_datetimes(monkeypatch)
    with freeze_time("2026-11-23 09:00:00", real_asyncio=True) as frozen:
        async with a_journey(tmp_path) as journey:
            journey.you.say(ANNA)
            card = await journey.hears("Plan: Met at an event")
            await journey.hears("📋 Step 1:")
            assert "1. Thank Anna Kowalska and propose a call\nemail · due Mon 23 Nov 2026, 09:00" in str(
                card.content["text"]
            )

            frozen.move_to("2026-11-25 09:29:59")
            journey.app.wakeups.notify()
            assert len(spoken("🔔", journey.you.messages)) == 1

            frozen.move_to("2026-11-25 09:30:00")
            journey.app.wakeups.notify()
            await journey.hears("📋 Step 2:")


def know_frozen_datetimes(monkeypatch: pytest.MonkeyPatch) -> None:
    """freezegun's datetimes are of a type of their own, which the transcoder refuses until it knows it."""
    assert isinstance(MAPPER.transcoder, JSONTranscoder)
    monkeypatch.setitem(MAPPER.transcoder.types, FakeDatetime, DatetimeAsISO())
