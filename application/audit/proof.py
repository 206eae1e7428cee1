"""Proof that the log is what it was: its chain holds, every event can be read, and a seal kept elsewhere still fits."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.audit.chain_walk import ChainWalk, Finding, FindingKind
from application.errors import LogBroken
from application.ports.chain import Head, StoredLink
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions

PAGE = 1000
BEFORE_ALL = -(2**62)
"""Positions begin at 1; what somebody has put before them is to be found as well."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the log was at a moment: kept elsewhere, it proves that nobody has rewritten what came before."""

    position: int
    digest: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """``head`` is where the log ends by what stands in it."""

    events: int
    head: Head
    findings: Sequence[Finding]

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class LogProof:
    transactions: Transactions
    clock: Clock

    async def seal(self) -> Seal:
        """Raises ``LogBroken`` when nobody knows where the log ends; it does not walk the chain."""
        async with self.transactions.read() as tx:
            head = await tx.chain.head()
        if head is None:
            raise LogBroken
        return Seal(head.position, head.digest.hex(), self.clock.now())

    async def verify(self, seal: Seal | None = None) -> Proof:
        """Walks the whole chain in one snapshot, a page at a time."""
        async with self.transactions.read() as tx:
            head = await tx.chain.head()
            walk = ChainWalk()
            async for page in _pages(tx):
                walk.walk(page)
            findings = [*walk.findings(head), *await _seal_amiss(tx, seal), *await _keys_amiss(tx)]
        return Proof(walk.events, walk.end, findings)


async def _seal_amiss(tx: Transaction, seal: Seal | None) -> Sequence[Finding]:
    """Whether the log still has what a seal says."""
    if seal is None or seal.position == 0:
        return []
    found = [
        one.digest.hex()
        for one in await tx.chain.links(after=seal.position - 1, limit=1)
        if one.link.position == seal.position
    ]
    if found == [seal.digest]:
        return []
    sealed = f"sealed {seal.sealed_at.isoformat()} as {seal.digest}"
    now = f"it is {found[0]} now" if found else "the log has no such event now"
    return [Finding(FindingKind.SEAL_BROKEN, seal.position, details=f"{sealed}; {now}")]


async def _pages(tx: Transaction) -> AsyncIterator[Sequence[StoredLink]]:
    page = await tx.chain.links(after=BEFORE_ALL, limit=PAGE)
    while page:
        yield page
        page = await tx.chain.links(after=page[-1].link.position, limit=PAGE)


async def _keys_amiss(tx: Transaction) -> Sequence[Finding]:
    """A key that is gone without an erasure took people's words with it, and nobody asked for that; one that is back
    after an erasure opens them again."""
    erased = set(await tx.chain.erased_leads())
    keyless = [one for one in await tx.chain.leads_without_key() if one not in erased]
    back = await tx.chain.erased_leads_with_key()
    return [
        *(Finding(FindingKind.KEY_GONE, 0, f"lead {one}", "it was never erased") for one in keyless),
        *(Finding(FindingKind.KEY_BACK, 0, f"lead {one}", "it was erased") for one in back),
    ]
