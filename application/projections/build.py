"""Computing a read model from the log into a shadow table, batch by batch."""

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args, get_type_hints

import domain
from application.ports.clock import Clock
from application.ports.histories import Category
from application.ports.projection_versions import Version, VersionState
from application.ports.transaction import Transaction, Transactions
from application.projections.progress import Phase, Progress, Report
from application.projections.registry import Projection
from application.projections.retire import drop_version
from application.transactions import run_in_transaction

FEW = 20
"""So many events may be left for the moment in which nobody else writes."""


@dataclass(frozen=True, slots=True)
class VersionBuilding:
    """``batch`` is about how many events are folded at a time. Reading and folding keep nobody from writing; the rows
    of a batch are written in one short transaction, together with how far the version is."""

    transactions: Transactions
    clock: Clock
    batch: int

    async def begin(self, projection: Projection) -> Version:
        """Goes on with what was begun by the same fold; what another one has begun is dropped."""
        fold, now = fold_of(projection), self.clock.now()
        async with self.transactions.read() as tx:
            known = await tx.versions.of(projection.name)
        for one in (one for one in known if one.state is VersionState.BUILDING):
            if one.fold == fold:
                return one
            await drop_version(self.transactions, self.clock, projection, one)

        async def work(tx: Transaction) -> Version:
            known = await tx.versions.of(projection.name)
            number = max((one.number for one in known), default=0) + 1
            head = await tx.log.head()
            version = Version(projection.name, number, VersionState.BUILDING, fold, until=head, started_at=now)
            await projection.version(number).table(tx).create()
            await tx.versions.add(version)
            return version

        return await run_in_transaction(self.transactions, work)

    async def fold(self, projection: Projection, version: Version, report: Report) -> Version:
        """One aggregate after the other, in the order of their ids. Raises ``EventNotFolded``; earlier rows stay."""
        part = projection.subject.part
        async with self.transactions.read() as tx:
            total = await tx.histories.count(part, until=version.until, upto=None)
            done = await tx.histories.count(part, until=version.until, upto=version.after) if version.after else 0
        is_over = version.position > 0
        while not is_over:
            async with self.transactions.read() as tx:
                head = await tx.log.head()
                batch = await tx.histories.batch(part, after=version.after, until=version.until, events=self.batch)
            states, is_over = projection.states(batch.histories), batch.is_last
            report(Progress(projection.name, Phase.FOLDING, done, total, version.until, head))
            version = await self._add(projection, version, states, is_over=is_over)
            done += sum(map(len, batch.histories))
            report(Progress(projection.name, Phase.FOLDING, done, total, version.until, head))
        return version

    async def catch_up(self, projection: Projection, version: Version, report: Report) -> Version:
        """Folds those anew about whom something was recorded since, until few such events are left.

        Raises ``EventNotFolded``."""
        left = FEW + 1
        while left > FEW:
            async with self.transactions.read() as tx:
                head = await tx.log.head()
                changed = await tx.histories.changed(
                    projection.subject.part, after=version.position, events=max(1, self.batch // 4)
                )
            report(Progress(projection.name, Phase.CATCHING_UP, version.position, head, head, head))
            if changed.until > version.position:
                states = projection.states(changed.histories)
                version = await self._put(projection, version, states, until=changed.until)
            left = head - version.position
        return version

    async def analyze(self, projection: Projection, version: Version) -> None:
        """Before it comes into use: until then nobody else would."""
        async with self.transactions.write() as tx:
            await projection.version(version.number).table(tx).analyze()

    async def _add(self, projection: Projection, version: Version, states: Sequence[Any], *, is_over: bool) -> Version:
        after = projection.subject.id_of(states[-1]) if states else version.after
        further = replace(version, after=after, position=version.until if is_over else 0)

        async def work(tx: Transaction) -> Version:
            await tx.versions.change(version, further)
            kept = await _without_erased(tx, projection, states)
            await projection.version(version.number).table(tx).add(projection.rows_of(kept))
            return further

        return await run_in_transaction(self.transactions, work)

    async def _put(self, projection: Projection, version: Version, states: Sequence[Any], *, until: int) -> Version:
        further = replace(version, position=until)

        async def work(tx: Transaction) -> Version:
            await tx.versions.change(version, further)
            kept = await _without_erased(tx, projection, states)
            ids = [projection.subject.id_of(state) for state in states]
            await projection.version(version.number).table(tx).put(ids, projection.rows_of(kept))
            return further

        return await run_in_transaction(self.transactions, work)


async def _without_erased(tx: Transaction, projection: Projection, states: Sequence[Any]) -> Sequence[Any]:
    """They were folded before this transaction began: whoever was erased meanwhile must not come back. The version's
    row is ours by now, and an erasure takes it too, so none comes in between."""
    if projection.subject.part is Category.ACCOUNTS:
        return states
    gone = await tx.keys.gone([projection.subject.id_of(state) for state in states])
    return [state for state in states if projection.subject.id_of(state) not in gone]


def fold_of(projection: Projection) -> str:
    """64 hexadecimal digits: of everything in ``domain``, of the module of ``rows``, and of the row's columns."""
    [row] = get_args(get_type_hints(projection.rows)["return"])
    digest = sha256(of_domain())
    digest.update(Path(inspect.getfile(projection.rows)).read_bytes())
    for name, kind in columns_of(row):
        digest.update(f"{name}: {kind}\n".encode())
    return digest.hexdigest()


def columns_of(row: type) -> Iterator[tuple[str, object]]:
    yield from get_type_hints(row).items()


@cache
def of_domain() -> bytes:
    rooms = [Path(folder) for folder in domain.__path__]
    digest = sha256()
    for file in sorted(file for room in rooms for file in room.rglob("*.py")):
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.digest()
