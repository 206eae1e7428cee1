"""A worker that dies is taken over within one lease, and the one that is left goes on with the rest."""

from datetime import timedelta
from pathlib import Path

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from tests.faults.bot_api.faults import silence_after
from tests.faults.bot_api.rules import Rule
from tests.faults.stopped.freezing import freeze, thaw
from tests.faults.workplace import FIRST_CHAT, LEASE, a_workplace, at_work, once_each
from tests.support.databases import POSTGRESQL

MARGIN = timedelta(seconds=1)
HANGS = [Rule(silence_after(), chat_ids=[FIRST_CHAT])]


async def test_the_other_worker_takes_over_within_one_lease(tmp_path: Path) -> None:
    async with (
        a_workplace(POSTGRESQL, tmp_path, rules=HANGS) as place,
        at_work(place.order(), place.order()) as (victim, heir),
    ):
        freeze(heir.pid)  # so that it is the other one that gets the first message
        await place.reminders(1)
        await place.server.until_arrived(1)
        thaw(heir.pid)

        victim.kill()
        await place.reminders(5, first_chat=FIRST_CHAT + 1)
        entries = await place.until(
            lambda now: [one.state for one in now] == [EntryState.UNCONFIRMED] + 5 * [EntryState.SENT]
        )

        [rescue] = await place.attempts(entries[0])
        assert rescue.verdict is Verdict.LEASE_OVER
        assert LEASE * 0.9 < rescue.ended_at - rescue.leased_at <= LEASE + LEASE / 4 + MARGIN
        assert all(one.settled_at and one.settled_at < rescue.ended_at for one in entries[1:])
        assert await place.accepted() == once_each(6)
