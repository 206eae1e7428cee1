"""A peer: procrastinate, a job queue on PostgreSQL, with empty jobs."""

import time

import procrastinate
from procrastinate.types import JSONDict
from sqlalchemy import make_url

CONCURRENCY = 16


async def no_op_jobs_per_second(url: str, count: int) -> float:
    """From the start of its worker until the last job is marked as done."""
    conninfo = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=conninfo))

    @app.task(name="nothing")
    async def nothing(number: int) -> None:
        """No work: fetching a job and marking it as done is measured."""

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        arguments: list[JSONDict] = [{"number": number} for number in range(count)]
        await nothing.batch_defer_async(*arguments)
        started_at = time.monotonic()
        await app.run_worker_async(concurrency=CONCURRENCY, wait=False, install_signal_handlers=False)
        return count / (time.monotonic() - started_at)
