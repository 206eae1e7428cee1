"""A relay that a test drives by hand, round by round."""

import asyncio

from application.relay.relay import OutboxRelay


class OneRoundRelay(OutboxRelay):
    async def relay_due(self) -> int:
        """One round: sends what is due and waits until all of it is settled; gives how many were tried."""
        leased = await self.lease_due()
        async with asyncio.TaskGroup() as sending:
            for one in leased:
                sending.create_task(self.deliver(one))
        return len(leased)
