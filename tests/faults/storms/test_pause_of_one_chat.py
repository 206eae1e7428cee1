"""A chat that is refused again and again waits by itself: the others' messages arrive."""

from itertools import pairwise
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from application.delivery.pacing import Pacing
from tests.faults.bot_api.faults import too_many_requests
from tests.faults.bot_api.rules import Rule
from tests.faults.workplace import FIRST_CHAT, a_workplace, at_work, once_each, states_of
from tests.support.databases import POSTGRESQL, SQLITE

OTHERS = 60
PAUSE_S = 2
IN_FLIGHT_S = 0.8
"""A message that was leased before a 429 was recorded may come so much later."""
REFUSED = [Rule(too_many_requests(PAUSE_S), chat_ids=[FIRST_CHAT])]


@pytest.mark.parametrize(("database", "count"), [(SQLITE, 1), pytest.param(POSTGRESQL, 2, marks=pytest.mark.faults)])
async def test_the_others_do_not_wait_for_it_again_and_again(database: str, count: int, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path, rules=REFUSED) as place:
        await place.reminders(1)
        async with at_work(*[place.order(pacing=Pacing())] * count):
            await place.server.until_arrived(1)
            await place.reminders(OTHERS, first_chat=FIRST_CHAT + 1)
            await place.until(lambda now: states_of(now)[EntryState.SENT] == OTHERS)
            seen = await place.server.record()
            await place.server.set_rules([])
            entries = await place.all_are(EntryState.SENT, OTHERS + 1)

        refused_at = [one.arrived_mono for one in seen if one.chat_id == FIRST_CHAT]
        accepted_at = [one.arrived_mono for one in seen if one.accepted]
        in_its_own_pause = [
            at for at in accepted_at for since in refused_at[1:] if since + IN_FLIGHT_S < at < since + PAUSE_S
        ]
        assert in_its_own_pause
        assert all(later - earlier >= PAUSE_S for earlier, later in pairwise(refused_at))
        assert await place.accepted() == once_each(OTHERS + 1)
        assert {entry.attempts for entry in entries} == {1}
