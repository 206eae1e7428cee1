"""The chain finds what was done to it, and names where."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.audit.chain_walk import ChainWalk, Finding, Tampering
from application.ports.chain import Head, Link, StoredLink
from tests.leads import LEAD_ID

Chain = list[StoredLink]
EVENTS = 10


def a_chain(events: int = EVENTS) -> tuple[Chain, Head]:
    chain, head = Chain(), Head()
    for position in range(1, events + 1):
        link = Link(position, LEAD_ID, position, "lead.step_skipped", b'{"step_id":%d}' % position)
        head = Head(position, link.digest(head.digest))
        chain.append(StoredLink(link, head.digest))
    return chain, head


def walked(chain: Sequence[StoredLink], head: Head | None, *, page: int = EVENTS) -> ChainWalk:
    walk = ChainWalk()
    for start in range(0, len(chain), page):
        following = chain[start + page] if start + page < len(chain) else None
        walk.walk(chain[start : start + page], following, head)
    walk.end(head)
    return walk


def found(chain: Sequence[StoredLink], head: Head | None, *, page: int = EVENTS) -> list[tuple[str, int]]:
    return [(one.what.value, one.position) for one in walked(chain, head, page=page).findings]


def with_state(stored: StoredLink, state: bytes = b"{}") -> StoredLink:
    return replace(stored, link=replace(stored.link, state=state))


def at(stored: StoredLink, position: int) -> StoredLink:
    return replace(stored, link=replace(stored.link, position=position))


@given(st.integers(0, 30), st.integers(1, 31))
def test_a_chain_that_nobody_touched_holds_whatever_its_pages(events: int, page: int) -> None:
    chain, head = a_chain(events)

    walk = walked(chain, head, page=page)

    assert not walk.findings
    assert (walk.events, walk.position, walk.digest) == (events, head.position, head.digest)


@pytest.mark.parametrize("page", [1, 3, EVENTS])
@pytest.mark.parametrize("position", range(1, EVENTS + 1))
def test_a_changed_event_is_found_and_no_other(position: int, page: int) -> None:
    chain, head = a_chain()
    chain[position - 1] = with_state(chain[position - 1])

    [finding] = walked(chain, head, page=page).findings

    assert (finding.what, finding.position) == (Tampering.CHANGED, position)
    assert finding.event == f"lead.step_skipped, version {position} of {LEAD_ID}"


@pytest.mark.parametrize("change", [{"topic": "lead.lead_deleted"}, {"originator_version": 99}])
def test_every_part_of_an_event_is_covered(change: dict[str, object]) -> None:
    chain, head = a_chain()
    chain[4] = replace(chain[4], link=replace(chain[4].link, **change))  # type: ignore[arg-type]  # fields of Link

    assert found(chain, head) == [("changed", 5)]


@pytest.mark.parametrize("position", range(1, EVENTS + 1))
def test_a_replaced_digest_is_found(position: int) -> None:
    chain, head = a_chain()
    chain[position - 1] = replace(chain[position - 1], digest=bytes(32))

    assert found(chain, head) == [("digest replaced", position)]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("position", range(1, EVENTS - 3))
def test_removed_events_are_missing(position: int, count: int) -> None:
    chain, head = a_chain()
    del chain[position - 1 : position - 1 + count]

    assert found(chain, head) == [("missing", position)]


@pytest.mark.parametrize("position", range(1, EVENTS - 1))
def test_removed_events_are_missing_also_when_the_gap_was_closed(position: int) -> None:
    chain, head = a_chain()
    del chain[position - 1]
    chain = [at(one, index) for index, one in enumerate(chain, start=1)]

    assert found(chain, head) == [("missing", position)]


@pytest.mark.parametrize("count", [1, 4, EVENTS])
def test_a_tail_that_was_cut_off_is_missing(count: int) -> None:
    chain, head = a_chain()

    assert found(chain[:-count], head) == [("missing", EVENTS - count + 1)]


def test_without_the_note_of_its_end_nobody_can_vouch_for_the_tail() -> None:
    chain, _ = a_chain()

    assert found(chain[:-2], None) == [("head gone", EVENTS - 2)]


def test_another_note_of_its_end_is_found() -> None:
    chain, head = a_chain()

    assert found(chain, Head(head.position, bytes(32))) == [("digest replaced", EVENTS)]


@pytest.mark.parametrize("page", [1, EVENTS])
@pytest.mark.parametrize("position", range(1, EVENTS - 1))
def test_an_inserted_event_is_found_though_later_positions_made_room(position: int, page: int) -> None:
    chain, head = a_chain()
    forged = _forged(chain, position)
    chain = [*chain[: position - 1], forged, *(at(one, one.link.position + 1) for one in chain[position - 1 :])]

    kinds = found(chain, head, page=page)

    assert ("inserted", position) in kinds
    assert len(kinds) == 1


def test_an_event_added_behind_the_end_is_found_though_its_digest_is_right() -> None:
    chain, head = a_chain()
    chain.append(_forged(chain, EVENTS + 1))

    assert found(chain, head) == [("inserted", EVENTS + 1)]


def _forged(chain: Chain, position: int) -> StoredLink:
    """Chained rightly to the one before it."""
    link = Link(position, LEAD_ID, 77, "lead.lead_deleted", b"{}")
    before = chain[position - 2].digest if position > 1 else Head().digest
    return StoredLink(link, link.digest(before))


def _rows_swapped(one: StoredLink, other: StoredLink) -> tuple[StoredLink, StoredLink]:
    return at(other, one.link.position), at(one, other.link.position)


def _contents_swapped(one: StoredLink, other: StoredLink) -> tuple[StoredLink, StoredLink]:
    first, second = _rows_swapped(one, other)
    return replace(first, digest=one.digest), replace(second, digest=other.digest)


@pytest.mark.parametrize("swap", [_rows_swapped, _contents_swapped])
@pytest.mark.parametrize(("first", "second"), [(1, 2), (4, 5), (2, 9), (9, 10), (1, 10)])
def test_swapped_events_are_reordered_both(
    swap: Callable[[StoredLink, StoredLink], tuple[StoredLink, StoredLink]], first: int, second: int
) -> None:
    chain, head = a_chain()
    chain[first - 1], chain[second - 1] = swap(chain[first - 1], chain[second - 1])

    assert found(chain, head) == [("reordered", first), ("reordered", second)]


@given(st.data())
def test_whatever_is_changed_is_found(data: st.DataObject) -> None:
    chain, head = a_chain()
    index = data.draw(st.integers(0, EVENTS - 1))
    attack = data.draw(st.sampled_from(["state", "digest", "remove", "double", "position"]))
    if attack == "state":
        chain[index] = with_state(chain[index], data.draw(st.binary()))
    elif attack == "digest":
        chain[index] = replace(chain[index], digest=data.draw(st.binary(min_size=32, max_size=32)))
    elif attack == "remove":
        del chain[index]
    elif attack == "double":
        chain.insert(index, at(chain[index], chain[index].link.position))
    else:
        chain[-1] = at(chain[-1], EVENTS + 1 + data.draw(st.integers(0, 10)))

    assert walked(chain, head, page=data.draw(st.integers(1, EVENTS))).findings


def test_a_log_that_is_wrong_everywhere_is_walked_to_its_end() -> None:
    chain, head = a_chain(400)

    walk = walked([replace(one, digest=bytes([index % 256] * 32)) for index, one in enumerate(chain)], head)

    assert len(walk.findings) >= 300
    assert walk.events == 400


def test_a_finding_says_what_it_knows() -> None:
    chain, head = a_chain()

    [finding] = walked(chain[:-1], head).findings

    assert finding == Finding(Tampering.MISSING, EVENTS, "", "the log ends here, and once ended at 10")


@pytest.mark.parametrize("is_rightly_chained", [True, False])
@pytest.mark.parametrize("offset", [1, 100])
def test_an_event_slipped_in_behind_the_end_is_found_after_the_log_went_on(
    offset: int, is_rightly_chained: bool
) -> None:
    chain, head = a_chain()
    forged = _forged(chain, EVENTS + 1)
    forged = at(forged, EVENTS + offset) if offset > 1 else forged
    forged = forged if is_rightly_chained else replace(forged, digest=bytes(32))
    link = Link(EVENTS + offset + 1, LEAD_ID, 11, "lead.step_skipped", b"{}")
    honest = StoredLink(link, link.digest(head.digest))

    assert found([*chain, forged, honest], Head(link.position, honest.digest)) == [("inserted", EVENTS + offset)]
