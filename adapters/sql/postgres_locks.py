"""Locks that transactions on PostgreSQL begin with, so that tables can be exchanged under everybody's hands.

What a transaction sees of tables is not what it sees of their rows: one with an older snapshot that first looks at a
read model after a swap would find a table that has no rows for it. So readers hold their tables from the beginning,
and a swap waits for them.
"""

from sqlalchemy import Function, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from application.projections.registry import PROJECTIONS

WRITERS_LOCK = 5_323_242_333
"""Of the advisory locks: writers share it, and one that must be alone has it to itself."""
LONGEST_SILENCE = "15s"
"""PostgreSQL ends a writer that says nothing for so long within its transaction: a program that was stopped, or cut
off from the network, must not keep its locks from everybody else."""
LONGEST_WAIT_MS = 80
"""Whoever wants to be alone waits no longer, for writers and for readers together: as long as they wait, newcomers wait
behind them."""
LEFT_TO_WAIT = text("""
    SELECT set_config('lock_timeout', greatest(1, floor(
        :longest - 1000 * extract(epoch FROM clock_timestamp() - transaction_timestamp())
    ))::text, true)
""")

READ_MODELS = ", ".join(projection.name for projection in PROJECTIONS)
"""A projection is called as its table is. All lock them in this order."""


async def be_a_writer(connection: AsyncConnection) -> None:
    silence: Function[str] = func.set_config("idle_in_transaction_session_timeout", LONGEST_SILENCE, True)
    await connection.execute(select(func.pg_advisory_xact_lock_shared(WRITERS_LOCK), silence))


async def be_alone(connection: AsyncConnection) -> None:
    """With the read models to ourselves too, until the transaction ends."""
    silence: Function[str] = func.set_config("idle_in_transaction_session_timeout", LONGEST_SILENCE, True)
    await connection.execute(select(func.set_config("lock_timeout", str(LONGEST_WAIT_MS), True), silence))
    await connection.execute(select(func.pg_advisory_xact_lock(WRITERS_LOCK)))
    # The limit is for each lock. Who has the first table has them all: whoever reads has taken that one first.
    await connection.execute(LEFT_TO_WAIT, {"longest": LONGEST_WAIT_MS})
    await connection.execute(text(f"LOCK TABLE {READ_MODELS} IN ACCESS EXCLUSIVE MODE"))


async def look_at_read_models(connection: AsyncConnection) -> None:
    """Before the snapshot is taken, which LOCK TABLE does not do; a name is looked up again after waiting."""
    await connection.execute(text(f"LOCK TABLE {READ_MODELS} IN ACCESS SHARE MODE"))
