"""Locks that transactions on PostgreSQL begin with, so that read models can be swapped while programs run.

A table is looked up when it is read, its rows by the snapshot: a transaction with an older snapshot that first reads a
read model after a swap would find no rows. So readers lock their tables from the beginning, and a swap waits for them.
"""

from sqlalchemy import Function, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from application.projections.registry import PROJECTIONS

WRITERS_LOCK = 5_323_242_333
"""Of the advisory locks: writers share it, a swap takes it exclusively."""
LONGEST_SILENCE = "15s"
"""PostgreSQL ends a writer that is idle in its transaction for so long: a program that was stopped, or cut off from
the network, must not keep its locks."""
LONGEST_WAIT_MS = 80
"""A swap waits no longer, for writers and readers together: newcomers wait behind it."""
REMAINING_WAIT = text("""
    SELECT set_config('lock_timeout', greatest(1, floor(
        :longest - 1000 * extract(epoch FROM clock_timestamp() - transaction_timestamp())
    ))::text, true)
""")

READ_MODELS = ", ".join(projection.name for projection in PROJECTIONS)
"""A projection has its table's name. All transactions lock in this order."""


async def lock_for_writing(connection: AsyncConnection) -> None:
    silence: Function[str] = func.set_config("idle_in_transaction_session_timeout", LONGEST_SILENCE, True)
    await connection.execute(select(func.pg_advisory_xact_lock_shared(WRITERS_LOCK), silence))


async def lock_exclusively(connection: AsyncConnection) -> None:
    """Against writers and readers, until the transaction ends."""
    silence: Function[str] = func.set_config("idle_in_transaction_session_timeout", LONGEST_SILENCE, True)
    await connection.execute(select(func.set_config("lock_timeout", str(LONGEST_WAIT_MS), True), silence))
    await connection.execute(select(func.pg_advisory_xact_lock(WRITERS_LOCK)))
    # The limit is for each lock. With the first table come the others: readers have taken that one first too.
    await connection.execute(REMAINING_WAIT, {"longest": LONGEST_WAIT_MS})
    await connection.execute(text(f"LOCK TABLE {READ_MODELS} IN ACCESS EXCLUSIVE MODE"))


async def lock_for_reading(connection: AsyncConnection) -> None:
    """Before the snapshot is taken, which LOCK TABLE does not take; a name is looked up again after waiting."""
    await connection.execute(text(f"LOCK TABLE {READ_MODELS} IN ACCESS SHARE MODE"))
