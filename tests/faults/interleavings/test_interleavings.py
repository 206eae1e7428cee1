"""Two relays and one entry: in no order of their steps does it come more often than it may, or get lost."""

import sys
from collections.abc import Mapping

import pytest

from application.delivery.entry import DeliveryPolicy
from tests.faults.interleavings.scene import stage
from tests.faults.interleavings.walk import Walk
from tests.support.databases import MEMORY, SQLITE

QUICK: Mapping[str, tuple[int, int]] = {MEMORY: (1, 1)}
"""Rounds of each relay, and leases that may pass."""
LONG: Mapping[str, tuple[int, int]] = {MEMORY: (2, 2), SQLITE: (1, 1)}


@pytest.mark.parametrize("policy", DeliveryPolicy)
@pytest.mark.parametrize("database", QUICK)
async def test_no_order_of_steps_breaks_the_promise(
    database: str, policy: DeliveryPolicy, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = await _walk(database, policy, *QUICK[database])

    with capsys.disabled():
        sys.stdout.write(f"\n{summary}\n")


@pytest.mark.faults
@pytest.mark.parametrize("policy", DeliveryPolicy)
@pytest.mark.parametrize("database", LONG)
async def test_no_order_of_more_steps_breaks_the_promise(
    database: str, policy: DeliveryPolicy, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = await _walk(database, policy, *LONG[database])

    with capsys.disabled():
        sys.stdout.write(f"\n{summary}\n")


async def _walk(database: str, policy: DeliveryPolicy, rounds: int, leases: int) -> str:
    walk = Walk(stage(database, policy, rounds=rounds, leases=leases))
    await walk.everywhere()
    assert walk.ends
    return (
        f"{database}, {policy}: {walk.interleavings():,} interleavings of {rounds} round(s) of each relay and "
        f"{leases} lease(s) that pass ({walk.steps_taken:,} different steps, {walk.ends:,} ends)"
    )
