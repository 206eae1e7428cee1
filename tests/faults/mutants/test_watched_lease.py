"""A fault that no other test noticed: leases that are watched while somebody sets the wall clock."""

from datetime import timedelta

from tests.support.memory_app import LEASE, House


async def test_a_wall_clock_set_forward_ends_no_lease_that_is_being_watched() -> None:
    house = House()
    await house.claimed_lead()
    await house.relay.lease_due()
    await house.relay.rescue()

    house.clock.jump_wall_clock(timedelta(hours=1))

    assert await house.relay.rescue() == 0
    house.clock.advance(LEASE)
    assert await house.relay.rescue() == 1
