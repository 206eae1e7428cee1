"""Two replays of one log are compared by a digest of each read model's rows."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from random import Random
from uuid import UUID

import pytest

from application.projections.digest import ReplayDigest, canonical_bytes
from application.projections.registry import PROJECTIONS
from application.projections.verification import ProjectionVerification
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class ExampleRow:
    key: str
    at: datetime | None = MONDAY_9AM
    id: UUID = LEAD_ID
    colour: Colour = Colour.RED
    parts: tuple[int, ...] = (1, 2)
    days: frozenset[str] = frozenset({"mon", "tue", "wed"})
    on: bool = True


ROWS = [ExampleRow(f"{number:03}") for number in range(100)]


def replay_digest(batches: Iterable[Iterable[ExampleRow]]) -> str:
    digest = ReplayDigest()
    for rows in batches:
        digest.add(rows)
    return digest.hex


def test_the_digest_is_the_same_whatever_the_batches_are_and_their_order_within() -> None:
    whole, shuffled = replay_digest([ROWS]), ROWS.copy()
    Random(1).shuffle(shuffled)

    for size in (1, 3, 50, 99):
        assert replay_digest(ROWS[start : start + size] for start in range(0, 100, size)) == whole
    assert replay_digest([shuffled]) == whole


@pytest.mark.parametrize(
    "rows",
    [
        *(
            [*ROWS[:7], other, *ROWS[8:]]
            for other in (
                replace(ROWS[7], at=MONDAY_9AM + timedelta(microseconds=1)),
                replace(ROWS[7], at=None),
                replace(ROWS[7], id=OTHER_LEAD_ID),
                replace(ROWS[7], parts=(2, 1)),
                replace(ROWS[7], days=frozenset({"mon"})),
                replace(ROWS[7], on=False),
            )
        ),
        ROWS[1:],
        ROWS[:-1],
        [],
    ],
)
def test_another_value_or_another_row_gives_another_digest(rows: list[ExampleRow]) -> None:
    assert replay_digest([rows]) != replay_digest([ROWS])


@pytest.mark.parametrize("late", [ROWS[0], ROWS[1]])
def test_rows_that_come_too_late_or_twice_are_refused(late: ExampleRow) -> None:
    digest = ReplayDigest()
    digest.add(ROWS[:2])

    with pytest.raises(ValueError, match=f"{late.key} comes after 001"):
        digest.add([late])


def test_a_row_is_written_in_one_way() -> None:
    row = ExampleRow("ключ", at=MONDAY_9AM.astimezone(timezone(timedelta(hours=2))), days=frozenset({"tue", "mon"}))

    day = canonical_bytes({"hour": time(9, 30), "day": date(2026, 11, 2)})

    assert day == b'{"day":"2026-11-02","hour":"09:30:00"}'
    assert canonical_bytes(row) == (
        b'{"at":"2026-11-02T09:00:00.000000+00:00","colour":"red","days":["mon","tue"],'
        b'"id":"11111111-1111-4111-8111-111111111111","key":"\\u043a\\u043b\\u044e\\u0447","on":true,"parts":[1,2]}'
    )


@pytest.mark.parametrize("value", [object(), datetime(2026, 11, 2), ExampleRow])  # noqa: DTZ001 - that is it
def test_a_value_that_can_be_written_in_several_ways_is_refused(value: object) -> None:
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


async def test_replaying_a_log_twice_gives_the_same_digests(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.planned_lead(OTHER_LEAD_ID, owner_id=OWNER_ID + 1)
    await keep_accounts(app.transactions, an_account(OWNER_ID), an_account(OWNER_ID + 1))
    await app.use.claims.claim_due()
    await app.relay_everything()

    single, all_at_once = await digests(app, 1), await digests(app, 200)
    await app.use.commands.mark_step(app.command(), 1, 2, done=True)

    assert single == all_at_once
    assert len(set(single.values())) == len(PROJECTIONS)
    assert (await digests(app, 1))["scheduled_reminders"] != single["scheduled_reminders"]


async def digests(app: MemoryApp, batch: int) -> dict[str, str]:
    """By the name of each read model; about so many events are folded at a time."""
    verification = ProjectionVerification(app.transactions, batch=batch)
    return {one.name: (await verification.verify(one)).digest for one in PROJECTIONS}
