"""Proof that the log is what it was: its chain holds, every event can be read, and a seal kept elsewhere still fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.audit.chain_walk import ChainWalk, Finding, FindingKind
from application.errors import LogBroken
from application.ports.chain import Head
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions

PAGE = 1000
BEFORE_ALL = -(2**62)
"""Positions begin at 1; a forged event before them is to be found as well."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint of the log: kept elsewhere, it proves that no event before it was rewritten."""

    position: int
    digest: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """``head`` is the position and digest of the log's last event."""

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
        """Raise ``LogBroken`` when the head is missing. The chain is not walked."""
        async with self.transactions.read() as tx:
            head = await tx.chain.head()
        if head is None:
            raise LogBroken
        return Seal(head.position, head.digest.hex(), self.clock.now())

    async def verify(self, seal: Seal | None = None) -> Proof:
        """Walk the whole chain in one snapshot, a page at a time."""
        async with self.transactions.read() as tx:
            head = await tx.chain.head()
            walk, page = ChainWalk(), await tx.chain.links(after=BEFORE_ALL, limit=PAGE)
            while page:
                walk.walk(page)
                page = await tx.chain.links(after=page[-1].link.position, limit=PAGE)
            findings = [*walk.findings(head), *await _seal_findings(tx, seal), *await _key_findings(tx)]
        return Proof(walk.events, walk.end, findings)


async def _seal_findings(tx: Transaction, seal: Seal | None) -> Sequence[Finding]:
    if seal is None or seal.position == 0:
        return []
    stored = await tx.chain.links(after=seal.position - 1, limit=1)
    found = [one.digest.hex() for one in stored if one.link.position == seal.position]
    if found == [seal.digest]:
        return []
    sealed = f"sealed {seal.sealed_at.isoformat()} as {seal.digest}"
    now = f"it is {found[0]} now" if found else "the log has no such event now"
    return [Finding(FindingKind.SEAL_BROKEN, seal.position, details=f"{sealed}; {now}")]


async def _key_findings(tx: Transaction) -> Sequence[Finding]:
    """A key that is missing without an erasure makes a lead unreadable; after an erasure there must be none."""
    erased = set(await tx.chain.erased_leads())
    missing = [lead_id for lead_id in await tx.chain.leads_without_key() if lead_id not in erased]
    back = await tx.chain.erased_leads_with_key()
    return [
        *(Finding(FindingKind.KEY_GONE, 0, f"lead {lead_id}", "it was never erased") for lead_id in missing),
        *(Finding(FindingKind.KEY_BACK, 0, f"lead {lead_id}", "it was erased") for lead_id in back),
    ]
