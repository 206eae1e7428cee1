"""A version that is half dropped is nobody's any more."""

from datetime import timedelta
from uuid import uuid4

import pytest

from adapters.memory.database import MemoryTransactions
from adapters.system_clock import SystemClock
from application.errors import NoPreviousVersion
from application.ports.projection_versions import VersionState
from application.projections.registry import SCHEDULED_REMINDERS
from application.projections.retire import ROWS, drop_version
from application.projections.verification import ProjectionVerification
from tests.leads import a_new_lead, events_of
from tests.rebuilding import BY_OPERATOR, a_rebuild, kept_versions


class PowerCut(Exception):
    pass


class Interrupted(SystemClock):
    """The power goes while something waits."""

    async def sleep(self, duration: timedelta) -> None:
        raise PowerCut


async def test_a_drop_that_was_interrupted_is_not_gone_back_to_and_is_finished_by_the_next_prune() -> None:
    transactions = MemoryTransactions()
    async with transactions.write() as tx:
        await tx.log.append([one for _ in range(ROWS // 2) for one in events_of(a_new_lead(uuid4(), with_plan=True))])
    for _ in range(2):
        await a_rebuild(transactions).rebuild(SCHEDULED_REMINDERS)
    keeping = kept_versions(transactions)
    [previous] = [
        one
        for one in await keeping.all()
        if one.projection == SCHEDULED_REMINDERS.name and one.state is VersionState.PREVIOUS
    ]

    with pytest.raises(PowerCut):
        await drop_version(transactions, Interrupted(), SCHEDULED_REMINDERS, previous)

    with pytest.raises(NoPreviousVersion):
        await keeping.roll_back(SCHEDULED_REMINDERS, BY_OPERATOR, dry_run=False)
    await keeping.prune(BY_OPERATOR, dry_run=False)
    assert {one.state for one in await keeping.all()} == {VersionState.ACTIVE}
    assert (await ProjectionVerification(transactions).verify(SCHEDULED_REMINDERS)).holds
