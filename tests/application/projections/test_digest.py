"""Two replays of one log are compared by a digest of each read model's rows."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from application.projections.digest import ReplayDigest, canonical_bytes
from application.projections.registry import PROJECTIONS, TableProjection
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp, an_app_on_a_file


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing:
    key: str
    at: datetime | None = MONDAY_9AM
    id: UUID = LEAD_ID
    colour: Colour = Colour.RED
    parts: tuple[int, ...] = (1, 2)
    days: frozenset[str] = frozenset({"mon", "tue", "wed"})
    on: bool = True


THINGS = [Thing(f"{number:03}") for number in range(100)]


def replay_digest(batches: Iterable[Iterable[Thing]]) -> str:
    digest = ReplayDigest()
    for rows in batches:
        digest.add(rows)
    return digest.hex


def test_the_digest_is_the_same_whatever_the_batches_are() -> None:
    whole = replay_digest([THINGS])

    for size in (1, 3, 50, 99):
        assert replay_digest(THINGS[start : start + size] for start in range(0, 100, size)) == whole


def test_within_a_batch_rows_come_in_any_order() -> None:
    shuffled = THINGS.copy()
    Random(1).shuffle(shuffled)

    assert replay_digest([shuffled]) == replay_digest([THINGS])


@pytest.mark.parametrize(
    "other",
    [
        replace(THINGS[7], at=MONDAY_9AM + timedelta(microseconds=1)),
        replace(THINGS[7], at=None),
        replace(THINGS[7], id=OTHER_LEAD_ID),
        replace(THINGS[7], parts=(2, 1)),
        replace(THINGS[7], days=frozenset({"mon"})),
        replace(THINGS[7], on=False),
    ],
)
def test_another_value_anywhere_gives_another_digest(other: Thing) -> None:
    assert replay_digest([[*THINGS[:7], other, *THINGS[8:]]]) != replay_digest([THINGS])


def test_a_row_more_or_less_gives_another_digest() -> None:
    assert len({replay_digest([THINGS]), replay_digest([THINGS[1:]]), replay_digest([THINGS[:-1]])}) == 3


@pytest.mark.parametrize("late", [THINGS[0], THINGS[1]])
def test_rows_that_come_too_late_or_twice_are_refused(late: Thing) -> None:
    digest = ReplayDigest()
    digest.add(THINGS[:2])

    with pytest.raises(ValueError, match=f"{late.key} comes after 001"):
        digest.add([late])


def test_a_row_is_written_in_one_way() -> None:
    thing = Thing("ключ", at=MONDAY_9AM.astimezone(timezone(timedelta(hours=2))), days=frozenset({"tue", "mon"}))

    assert canonical_bytes(thing) == (
        b'{"at":"2026-11-02T09:00:00.000000+00:00","colour":"red","days":["mon","tue"],'
        b'"id":"11111111-1111-4111-8111-111111111111","key":"\\u043a\\u043b\\u044e\\u0447","on":true,"parts":[1,2]}'
    )


def test_the_order_in_which_values_are_named_is_of_no_matter() -> None:
    day, hour = date(2026, 11, 2), time(9, 30)

    assert canonical_bytes({"day": day, "hour": hour}) == canonical_bytes({"hour": hour, "day": day})
    assert canonical_bytes({"day": day, "hour": hour}) == b'{"day":"2026-11-02","hour":"09:30:00"}'


@pytest.mark.parametrize("value", [1.5, object(), datetime(2026, 11, 2), {1: "a"}, Thing])  # noqa: DTZ001 - that is it
def test_what_has_no_one_way_of_being_written_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


@pytest.mark.processes
def test_it_is_the_same_in_every_process() -> None:
    code = "from application.projections.digest import canonical_bytes as b; print(b({'days': frozenset('abcdefgh')}))"

    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert said == {b"""b'{"days":["a","b","c","d","e","f","g","h"]}'\n"""}


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    async with an_app_on_a_file(tmp_path) as app:
        yield app


async def test_replaying_a_log_twice_gives_the_same_digests(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.planned_lead(OTHER_LEAD_ID, owner_id=OWNER_ID + 1)
    await keep_accounts(app.transactions, an_account(OWNER_ID), an_account(OWNER_ID + 1))
    await app.use.claims.claim_due()
    await app.relay_everything()

    one_by_one, all_at_once = await digests(app, 1), await digests(app, 200)
    await app.use.commands.mark_step(app.command(), 1, 2, done=True)

    assert one_by_one == all_at_once
    assert len(set(one_by_one.values())) == len(PROJECTIONS)
    assert (await digests(app, 1))["scheduled_reminders"] != one_by_one["scheduled_reminders"]


async def digests(app: MemoryApp, batch: int) -> dict[str, str]:
    """Of the rows that the log calls for, folded about so many events at a time."""
    found = {}
    for projection in PROJECTIONS:
        assert isinstance(projection, TableProjection)
        digest, after, is_last = ReplayDigest(), None, False
        async with app.transactions.read() as tx:
            until = await tx.log.head()
            while not is_last:
                found_now = await tx.histories.batch(projection.subject.part, after=after, until=until, events=batch)
                states, is_last = projection.states(found_now.histories), found_now.is_last
                digest.add(projection.rows_of(states))
                after = projection.subject.id_of(states[-1]) if states else None
        found[projection.name] = digest.hex
    return found


def test_no_rows_have_a_digest_too() -> None:
    assert replay_digest([]) == ReplayDigest().hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_moment_of_a_row_is_the_same_in_every_zone() -> None:
    elsewhere = replace(THINGS[0], at=MONDAY_9AM.astimezone(timezone(timedelta(hours=-5))))

    assert replay_digest([[elsewhere]]) == replay_digest([[replace(THINGS[0], at=MONDAY_9AM.astimezone(UTC))]])
