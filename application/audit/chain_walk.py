"""A walk along the chain: the first event that does not follow from the event before it, and whether the head fits.

Each event is compared with the digest stored with the event before it, so a change of one event breaks the chain
there, and not everywhere behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from application.ports.chain import Head, Link, StoredLink


class FindingKind(StrEnum):
    CHAIN_BROKEN = "chain broken"
    HEAD_GONE = "head gone"
    HEAD_DIFFERS = "head differs"
    SEAL_BROKEN = "seal broken"
    KEY_GONE = "key gone"
    KEY_BACK = "key back"


@dataclass(frozen=True, slots=True)
class Finding:
    """``position`` is its place in the log; ``event`` names the event there, empty for none."""

    kind: FindingKind
    position: int
    event: str = ""
    details: str = ""


@dataclass(slots=True)
class ChainWalk:
    """``end`` is the position and the stored digest of the last event so far."""

    end: Head = field(default_factory=Head)
    events: int = 0
    breaks: int = 0
    _first: tuple[int, Finding] | None = None

    def walk(self, page: Sequence[StoredLink]) -> None:
        """Pages come in the order of the log."""
        for stored in page:
            self.events += 1
            if stored.link.digest(self.end.digest) != stored.digest:
                self.breaks += 1
                self._first = self._first or (self.events, self._break_at(stored.link))
            self.end = Head(stored.link.position, stored.digest)

    def findings(self, head: Head | None) -> Iterator[Finding]:
        """After the last page. ``head`` is where the log was last recorded to end."""
        if self._first is not None:
            until, finding = self._first
            yield replace(finding, details=f"{self.events - until} events follow; further breaks: {self.breaks - 1}")
        if head is None:
            yield Finding(FindingKind.HEAD_GONE, self.end.position, details="events may be missing at the end")
        elif head != self.end:
            ends = f"the log ends at {self.end.position}, {self.end.digest.hex()}"
            yield Finding(FindingKind.HEAD_DIFFERS, head.position, details=f"its digest is {head.digest.hex()}; {ends}")

    def _break_at(self, link: Link) -> Finding:
        """The place of a removed event, and not that of the next event."""
        named = f"{link.topic}, version {link.originator_version} of {link.originator_id}"
        return Finding(FindingKind.CHAIN_BROKEN, min(link.position, self.end.position + 1), named)
