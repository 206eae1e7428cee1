"""A lease that is taken between another relay's look and its sleep is watched all the same."""

from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, MemoryApp


async def test_no_relay_sleeps_long_while_another_is_sending() -> None:
    app = MemoryApp()
    await app.claimed_lead()
    heir = app.a_relay()
    await heir.rescue()
    await app.relay.lease_due()

    assert await heir.next_look_at() == MONDAY_9AM + LEASE / 4

    app.clock.advance(LEASE)
    assert await heir.rescue() == 1
