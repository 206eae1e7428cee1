"""The chain shows each change, and where it breaks first."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.audit.chain_walk import ChainWalk, Finding, FindingKind
from application.ports.chain import Head, Link, StoredLink
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID

Chain = list[StoredLink]
EVENTS = 10


def a_chain(events: int = EVENTS) -> tuple[Chain, Head]:
    chain, head = Chain(), Head()
    for position in range(1, events + 1):
        chain.append(chained(head, position))
        head = Head(position, chain[-1].digest)
    return chain, head


def chained(before: Head, position: int, state: bytes = b'{"step_id":1}') -> StoredLink:
    link = Link(position, LEAD_ID, position, "lead.step_skipped", state)
    return StoredLink(link, link.digest(before.digest))


def walked(chain: Sequence[StoredLink], head: Head | None, *, page: int = EVENTS) -> tuple[ChainWalk, list[Finding]]:
    walk = ChainWalk()
    for start in range(0, len(chain), page):
        walk.walk(chain[start : start + page])
    return walk, list(walk.findings(head))


def at(stored: StoredLink, position: int) -> StoredLink:
    return replace(stored, link=replace(stored.link, position=position))


def changed(chain: Chain, position: int, **fields: object) -> Chain:
    stored = chain[position - 1]
    link = replace(stored.link, **fields)  # type: ignore[arg-type]  # fields of Link
    return [*chain[: position - 1], replace(stored, link=link), *chain[position:]]


def forged(chain: Chain, position: int) -> StoredLink:
    """An event that was never recorded, chained rightly to the one before ``position``."""
    return chained(Head(position - 1, chain[position - 2].digest), position, b"{}")


def numbered_anew(chain: Sequence[StoredLink]) -> Chain:
    return [at(one, index) for index, one in enumerate(chain, start=1)]


@given(st.integers(0, 30), st.integers(1, 31))
def test_a_chain_that_was_not_touched_holds_whatever_its_pages(events: int, page: int) -> None:
    chain, head = a_chain(events)

    walk, findings = walked(chain, head, page=page)

    assert (walk.events, walk.end, findings) == (events, head, [])


TAMPERINGS: dict[str, tuple[Callable[[Chain], Chain], int]] = {
    "state": (lambda chain: changed(chain, 5, state=b"{}"), 5),
    "topic": (lambda chain: changed(chain, 5, topic="lead.lead_deleted"), 5),
    "version": (lambda chain: changed(chain, 5, originator_version=99), 5),
    "lead": (lambda chain: changed(chain, 5, originator_id=OTHER_LEAD_ID), 5),
    "the first": (lambda chain: changed(chain, 1, state=b"{}"), 1),
    "the last": (lambda chain: changed(chain, EVENTS, state=b"{}"), EVENTS),
    "digest": (lambda chain: [*chain[:4], replace(chain[4], digest=bytes(32)), *chain[5:]], 5),
    "removed": (lambda chain: [*chain[:4], *chain[7:]], 5),
    "the first removed": (lambda chain: chain[1:], 1),
    "removed and the gap closed": (lambda chain: numbered_anew([*chain[:4], *chain[5:]]), 5),
    "put before the first": (lambda chain: [at(chain[0], 0), *chain], 0),
    "doubled": (lambda chain: [*chain[:4], *chain[3:]], 4),
    "reordered": (lambda chain: [chain[0], at(chain[8], 2), *chain[2:8], at(chain[1], 9), chain[9]], 2),
    "replaced, rightly chained": (lambda chain: [*chain[:4], forged(chain, 5), *chain[5:]], 6),
    "inserted, rightly chained": (lambda chain: numbered_anew([*chain[:4], forged(chain, 5), *chain[4:]]), 6),
}


@pytest.mark.parametrize(("tamper", "position"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_breaks_the_chain_at_its_place(tamper: Callable[[Chain], Chain], position: int) -> None:
    chain, head = a_chain()

    for page in (1, 3, EVENTS):
        _, (finding, *_) = walked(tamper(chain), head, page=page)
        assert (finding.kind, finding.position) == (FindingKind.CHAIN_BROKEN, position)


def test_a_finding_names_the_event_and_how_many_follow() -> None:
    chain, head = a_chain()

    _, findings = walked(changed(changed(chain, 5, state=b"{}"), 8, state=b"{}"), head)

    event = f"lead.step_skipped, version 5 of {LEAD_ID}"
    assert findings == [Finding(FindingKind.CHAIN_BROKEN, 5, event, "5 events follow; further breaks: 1")]


@pytest.mark.parametrize("end", [0, 6, EVENTS - 1, EVENTS + 1])
def test_a_log_that_ends_elsewhere_does_not_fit_its_head(end: int) -> None:
    chain, head = a_chain()

    _, [finding] = walked([*chain, forged(chain, EVENTS + 1)][:end], head)

    assert (finding.kind, finding.position) == (FindingKind.HEAD_DIFFERS, EVENTS)
    assert f"the log ends at {end}, " in finding.details


@pytest.mark.parametrize(
    ("head", "found"), [(None, FindingKind.HEAD_GONE), (Head(EVENTS, bytes(32)), FindingKind.HEAD_DIFFERS)]
)
def test_a_head_that_was_removed_or_changed_is_found(head: Head | None, found: FindingKind) -> None:
    chain, _ = a_chain()

    _, [finding] = walked(chain, head)

    assert (finding.kind, finding.position) == (found, EVENTS)


@given(st.data())
def test_whatever_is_changed_is_found(data: st.DataObject) -> None:
    chain, head = a_chain()
    index = data.draw(st.integers(0, EVENTS - 1))
    attack = data.draw(st.sampled_from(["state", "digest", "remove", "double", "position", "swap"]))
    before = list(chain)
    if attack == "state":
        chain = changed(chain, index + 1, state=data.draw(st.binary()))
    elif attack == "digest":
        chain[index] = replace(chain[index], digest=data.draw(st.binary(max_size=33)))
    elif attack == "remove":
        del chain[index]
    elif attack == "double":
        chain.insert(index, chain[index])
    elif attack == "position":
        chain[index] = at(chain[index], data.draw(st.integers(-(2**63), 2**63 - 1)))
    else:
        chain = numbered_anew(data.draw(st.permutations(chain)))

    _, findings = walked(chain, head, page=data.draw(st.integers(1, EVENTS)))

    assert bool(findings) == (chain != before)
