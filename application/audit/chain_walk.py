"""A walk along the chain: where it does not hold, and what was most likely done there.

Pure: it is given pages of events as they are stored. One wrong event does not make all later ones wrong: the walk goes
on with the digest that the others agree on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from application.ports.chain import ORIGIN, Head, Link, StoredLink

MOST_KEPT = 1000
"""Findings. There may be as many as events; who has a thousand need not see more."""
MOST_FINDINGS = 100
"""After so many nobody asks any more where each event once stood."""
FURTHEST_SHIFT = 50
"""So many events inserted or removed at one place, with the positions of all later ones closed up, are recognized."""


class Tampering(StrEnum):
    CHANGED = "changed"
    DIGEST_REPLACED = "digest replaced"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    HEAD_GONE = "head gone"
    SEAL_BROKEN = "seal broken"
    KEY_GONE = "key gone"
    KEY_BACK = "key back"


@dataclass(frozen=True, slots=True)
class Finding:
    """``position`` is where in the log; ``event`` names what stands there, empty when nothing does."""

    what: Tampering
    position: int
    event: str = ""
    details: str = ""


@dataclass(slots=True)
class ChainWalk:
    """``pages`` are walked in their order; ``digest`` is that of the last event on the way, as the others see it,
    ``before`` that of the one before it;
    ``count`` is of all findings, the first thousand of which are kept.

    ``shift`` is added to the positions that are found, to get those that were given: somebody has closed a gap, or made
    room, behind a place that was reported.
    """

    digest: bytes = ORIGIN
    before: bytes = ORIGIN
    position: int = 0
    events: int = 0
    shift: int = 0
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    _displaced: list[StoredLink] = field(default_factory=list)

    def walk(self, page: Sequence[StoredLink], following: StoredLink | None, head: Head | None) -> None:
        """``following`` is the first event of the next page; after the last one, ``head`` is all that follows."""
        for index, here in enumerate(page):
            ahead = page[index + 1] if index + 1 < len(page) else following
            self.events += 1
            if here.link.position <= 0:
                self._report(Tampering.INSERTED, here.link.position, here, "positions begin at 1")
                continue
            self._step(here, ahead, page[index:], head)
            self.position = here.link.position

    def end(self, head: Head | None) -> None:
        """The log must end where it was last noted to."""
        at = self.position + self.shift
        if head is None:
            self._report(Tampering.HEAD_GONE, at, details="nobody can tell whether events are missing at the end")
        elif head.position > at:
            self._report(Tampering.MISSING, at + 1, details=f"the log ends here, and once ended at {head.position}")
        elif head.position < at:
            pass  # what stands past it was reported on the way
        elif head.digest != self.digest:
            self._report(Tampering.DIGEST_REPLACED, at, details="the note of where the log ends has another digest")

    def _step(self, here: StoredLink, ahead: StoredLink | None, rest: Sequence[StoredLink], head: Head | None) -> None:
        is_past_head = head is not None and here.link.position + self.shift > head.position
        computed = self._placed(here).digest(self.digest)
        if computed == here.digest:
            if is_past_head:
                self._report(Tampering.INSERTED, here.link.position, here, "the log had ended before it")
            self.before, self.digest = self.digest, computed
        elif self._placed(here).digest(self.before) == here.digest:
            self._report(Tampering.INSERTED, self.position, details="rightly chained, and nobody went on from it")
            self.digest = here.digest
        elif len(self.findings) > MOST_FINDINGS or not self._is_displaced(here, ahead, rest, head):
            self._is_wrong(here, computed, ahead, head)

    def _is_wrong(self, here: StoredLink, computed: bytes, ahead: StoredLink | None, head: Head | None) -> None:
        """Whose word counts is decided by the event that follows: it was chained to one of the two digests."""
        gap = here.link.position - self.position - 1
        if self._is_followed(here.digest, ahead, head) or not self._is_followed(computed, ahead, head):
            if head is not None and here.link.position + self.shift > head.position:
                self._report(Tampering.INSERTED, here.link.position, here, "the log had ended before it")
                return
            if self._is_followed(self.digest, ahead, head):
                self._report(Tampering.INSERTED, here.link.position, here)
                return
            if gap > 0:
                upto = f"and all up to position {self.position + gap}" if gap > 1 else ""
                self._report(Tampering.MISSING, self.position + 1, details=upto)
            else:
                self._report(Tampering.CHANGED, here.link.position, here)
            self.digest = here.digest
        else:
            self._report(Tampering.DIGEST_REPLACED, here.link.position, here)
            self.digest = computed

    def _is_displaced(
        self, here: StoredLink, ahead: StoredLink | None, rest: Sequence[StoredLink], head: Head | None
    ) -> bool:
        second = rest[2] if len(rest) > 2 else None
        was_made_room = ahead is not None and self._is_one_too_many(here, ahead, second, head)
        return was_made_room or self._is_reordered(here, rest) or self._is_shifted(here, ahead)

    def _is_one_too_many(
        self, here: StoredLink, ahead: StoredLink, second: StoredLink | None, head: Head | None
    ) -> bool:
        """Whether those ahead follow each other from here, had each stood one place before."""
        if self._placed(ahead, -1).digest(self.digest) != ahead.digest:
            return False
        if second is not None:
            goes_on = self._placed(second, -1).digest(ahead.digest) == second.digest
        else:
            goes_on = head is not None and head.position == ahead.link.position + self.shift - 1
        if goes_on:
            self._report(Tampering.INSERTED, here.link.position, here, "and all later positions were changed")
            self.shift -= 1
        return goes_on

    def _is_reordered(self, here: StoredLink, rest: Sequence[StoredLink]) -> bool:
        """Whether the event that belongs here stands somewhere else, with its digest or without it."""
        position = here.link.position + self.shift
        for other in (*rest[1:], *self._displaced):
            belongs = replace(other.link, position=position).digest(self.digest)
            if belongs in (other.digest, here.digest):
                details = f"what belongs here stands at {other.link.position}"
                self._report(Tampering.REORDERED, here.link.position, here, details)
                self._displaced.append(here)
                self.digest = belongs
                return True
        return False

    def _is_shifted(self, here: StoredLink, ahead: StoredLink | None) -> bool:
        """Whether everything from here on once stood a little before, or behind."""
        if ahead is None:
            return False
        for shift in _shifts(self.shift):
            moved = replace(ahead.link, position=ahead.link.position + shift)
            if moved.digest(here.digest) != ahead.digest:
                continue
            by = shift - self.shift
            what = Tampering.MISSING if by > 0 else Tampering.INSERTED
            details = f"{abs(by)} here, and all later positions were changed"
            self._report(what, here.link.position if by > 0 else self.position, details=details)
            self.shift, self.digest = shift, here.digest
            return True
        return False

    def _is_followed(self, digest: bytes, ahead: StoredLink | None, head: Head | None) -> bool:
        if ahead is not None:
            return self._placed(ahead).digest(digest) == ahead.digest
        return head is not None and head.digest == digest

    def _placed(self, stored: StoredLink, by: int = 0) -> Link:
        return replace(stored.link, position=stored.link.position + self.shift + by)

    def _report(self, what: Tampering, position: int, stored: StoredLink | None = None, details: str = "") -> None:
        self.count += 1
        if self.count > MOST_KEPT:
            return
        self.findings.append(Finding(what, position, named(stored.link) if stored else "", details))


def named(link: Link) -> str:
    return f"{link.topic}, version {link.originator_version} of {link.originator_id}"


def _shifts(now: int) -> Sequence[int]:
    """Others than the present one, the nearest first."""
    return [now + sign * by for by in range(1, FURTHEST_SHIFT + 1) for sign in (1, -1)]
