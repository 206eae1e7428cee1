"""A relay that sends round by round."""

import asyncio

from application.relay.relay import OutboxRelay


class OneRoundRelay(OutboxRelay):
    async def relay_due(self) -> int:
        """Send what is due, wait until all of it is settled; return how many entries were tried."""
        leased = await self.lease_due()
        async with asyncio.TaskGroup() as sending:
            for one in leased:
                sending.create_task(self.deliver(one))
        return len(leased)
