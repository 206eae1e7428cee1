"""Letting a second writer run against a transaction that is open."""

import asyncio


async def as_far_as_it_gets(task: asyncio.Task[None]) -> None:
    """Until it is done, or long enough to see that it waits for the open transaction, as it may."""
    await asyncio.wait({task}, timeout=0.3)
