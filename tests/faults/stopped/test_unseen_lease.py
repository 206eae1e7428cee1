"""A lease that is taken between another relay's look and its sleep is watched all the same."""

from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, House


async def test_nobody_sleeps_long_while_somebody_else_is_sending() -> None:
    house = House()
    await house.claimed_lead()
    heir = house.a_relay()
    await heir.rescue()
    await house.relay.lease_due()

    assert await heir.next_look_at() == MONDAY_9AM + LEASE / 4

    house.clock.advance(LEASE)
    assert await heir.rescue() == 1
