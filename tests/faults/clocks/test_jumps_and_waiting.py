"""Leases, pauses, gaps and backoffs are durations: setting the wall clock makes none of them shorter or endless."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from application.delivery.outcome import Misconfigured, NotSent, Outcome, Throttled
from application.delivery.pacing import Pacing
from application.delivery.settlement import REPAIR_PAUSE
from tests.faults.clocks.at_work import Office, at_work
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE

SECOND = timedelta(seconds=1)
PAUSE = 30 * SECOND
BACKOFF = 4 * SECOND
PACING = Pacing()


async def test_a_lease_lasts_as_long_as_it_was_meant_to(database: str, jump: timedelta, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM) as office:
        office.telegram.open.clear()
        await office.add(an_answer())
        await office.pass_time(5 * SECOND)

        await office.jump(jump)
        await office.pass_time(LEASE - 10 * SECOND, steps=10)
        is_still_being_sent = await state(office)
        office.telegram.open.set()
        await office.rest()

        assert (is_still_being_sent, await state(office)) == (EntryState.SENDING, EntryState.SENT)


async def test_the_lease_of_a_dead_worker_is_over_in_time(database: str, jump: timedelta, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM) as office:
        office.telegram.open.clear()
        await office.add(an_answer())
        await office.pass_time(5 * SECOND)

        await office.jump(jump)
        await office.pass_time(LEASE * 5 / 4, steps=15)

        assert await state(office) is EntryState.UNCONFIRMED
        assert len(office.telegram.handed_over) == 1


@pytest.mark.parametrize("answer", [Throttled(PAUSE), Misconfigured("401")], ids=["429", "401"])
@pytest.mark.parametrize("before", [True, False], ids=["while the call is in flight", "in the pause"])
async def test_a_pause_lasts_as_long_as_it_was_meant_to(
    database: str, jump: timedelta, answer: Outcome, before: bool, tmp_path: Path
) -> None:
    lasts = PAUSE if isinstance(answer, Throttled) else REPAIR_PAUSE
    async with at_work(database, tmp_path, start=MONDAY_9AM, answers=[answer]) as office:
        office.telegram.open.clear()
        await office.add(an_answer(1), an_answer(2))
        if before:
            await office.jump(jump)
        office.telegram.open.set()
        await office.rest()
        begun_at = office.clock.monotonic()
        await office.pass_time(SECOND)
        tried_before = len(office.telegram.handed_over)

        if not before:
            await office.jump(jump)
        await office.pass_time(lasts * 2, steps=int(lasts / SECOND))

        later = [one.mono - begun_at for one in office.telegram.handed_over[tried_before:]]
        assert later
        assert lasts.total_seconds() <= min(later) <= max(later) <= lasts.total_seconds() + 4


async def test_a_backoff_is_not_an_hour_long(database: str, jump: timedelta, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM, answers=[NotSent("no way")]) as office:
        await office.add(an_answer())

        await office.jump(jump)
        await office.pass_time(2 * BACKOFF, steps=8)

        first, second = office.telegram.handed_over
        assert second.mono - first.mono <= BACKOFF.total_seconds() + 1
        assert await state(office) is EntryState.SENT


async def test_neither_a_chats_gap_nor_the_bots_pace_is_an_hour_long(
    database: str, jump: timedelta, tmp_path: Path
) -> None:
    async with at_work(database, tmp_path, start=MONDAY_9AM, pacing=replace(PACING, burst=1)) as office:
        await office.add(*(an_answer(chat) for chat in (1, 1, 2, 2, 3, 3)))
        await office.pass_time(SECOND / 2, steps=10)

        await office.jump(jump)
        await office.pass_time(3 * SECOND, steps=30)

        assert {entry.state for entry in await office.entries()} == {EntryState.SENT}
        assert len(office.telegram.handed_over) == 6


async def state(office: Office) -> EntryState:
    [entry] = await office.entries()
    return entry.state
