"""A fault that no other test noticed: watched leases while the wall clock is set."""

from datetime import timedelta

from tests.support.memory_app import LEASE, MemoryApp


async def test_a_wall_clock_set_forward_ends_no_lease_that_is_being_watched() -> None:
    app = MemoryApp()
    await app.claimed_lead()
    await app.relay.lease_due()
    await app.relay.rescue()

    app.clock.jump_wall_clock(timedelta(hours=1))

    assert await app.relay.rescue() == 0
    app.clock.advance(LEASE)
    assert await app.relay.rescue() == 1
