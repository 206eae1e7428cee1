"""Properties of every note: no error, no invented word, and work in proportion to its length."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import adapters.playbooks
from adapters.playbooks.note.meeting import says_they_met
from adapters.playbooks.note.reader import read_note
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.planner import PlaybookPlanner
from domain.lead.lead import MAX_NOTE_LENGTH

WORDS = (
    *("Met", "met", "Call", "with", "з", "Познайомився", "Herr", "Anna", "Kowalska", "von", "der", "de", "Acme"),
    *("GmbH", "from", "at", "the", "expo", "(", ")", "CTO", "Head", "of", "Sales", ",", ".", ":", "\n", "Name:"),
    *("Company:", "«", "»", "&", "@"),
    *("2026", "@anna_k", "+380671234567", "a@b.test", "🦄", "_*[", "\u202e", "\ud800", "\u0301", "і", "ß", "ǅ", "İ"),
)
HOSTILE = (
    *("a", "A", "A ", "Aa ", "a@", "a@a.", "@", "@a", "+", "0", "0 ", "(0", "1-", "1.", ".", ",", ":", "(", "«", '"'),
    *("&", " & ", "met ", "Met A ", "Met Anna ", "Met Anna,", "with ", "meet with ", "the ", "at ", "at the "),
    *("at the A ", "in the event ", "CTO ", "CTO of ", "head of ", "senior ", "von der ", "A von der ", "from A "),
    *("from the ", "Herr ", "Herr A von ", "Name:", "Name: x,", "Name:x\n", "a:", "\n", "\r", " ", "\x00", "🦄", "🦄 "),
    *("\u0301", "\ud800", "\u202e", "Ё", "з Ё "),
    *("linkedin.com/", "linkedin.com/in/", "https://", "t.me/", "expo ", "expo: ", "not ", "a-", "A'", "«A ", "(A "),
)


@pytest.mark.parametrize("piece", HOSTILE)
async def test_a_long_hostile_note_gets_a_plan(piece: str) -> None:
    note = (piece * MAX_NOTE_LENGTH)[:MAX_NOTE_LENGTH]

    draft = await PlaybookPlanner().draft(note)

    assert draft.steps


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_note_is_at_most_twice_the_work(piece: str) -> None:
    half = _calls_to_read((piece * MAX_NOTE_LENGTH)[: MAX_NOTE_LENGTH // 8])
    whole = _calls_to_read((piece * MAX_NOTE_LENGTH)[: MAX_NOTE_LENGTH // 4])

    assert whole <= 2.1 * half + 200


def test_no_pattern_repeats_without_a_bound() -> None:
    """Calls do not show the work inside of a pattern, so its repetitions are counted: nested ones multiply."""
    costs = {pattern.pattern: _greatest_repetition(pattern) for pattern in _patterns()}

    assert costs
    assert max(costs.values()) <= 1_000, costs


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
@example("Herr\nB")
def test_each_find_stands_in_the_note_as_typed(note: str) -> None:
    reading = read_note(NoteWords.of(note))

    prospect = reading.prospect
    for found in (prospect.name, prospect.company, prospect.role, *prospect.contacts):
        assert found in note
        assert "\n" not in found


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
async def test_every_note_gets_the_same_plan_twice(note: str) -> None:
    first, second = await PlaybookPlanner().draft(note), await PlaybookPlanner().draft(note)

    assert first == second


def _calls_to_read(note: str) -> int:
    calls = 0

    def count(_frame: FrameType, what: str, _about: object) -> None:
        nonlocal calls
        calls += what in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        words = NoteWords.of(note)
        read_note(words)
        says_they_met(words)
    finally:
        sys.setprofile(before)
    return calls


def _patterns() -> Iterator[re.Pattern[str]]:
    for module in pkgutil.walk_packages(adapters.playbooks.__path__, "adapters.playbooks."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, re.Pattern):
                yield value


def _greatest_repetition(pattern: re.Pattern[str]) -> int:
    # The library's own parser is private and without types, but no other shows the repetitions of a pattern.
    parser = importlib.import_module("re._parser")
    return _repetition(parser.parse(pattern.pattern, pattern.flags))


def _repetition(parsed: object) -> int:
    parsed = getattr(parsed, "data", parsed)  # a group or a branch holds its parts there
    if not isinstance(parsed, list | tuple):
        return 1
    if len(parsed) == 2 and str(parsed[0]) in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        _, most, inner = parsed[1]
        return int(most) * _repetition(inner)
    return max((_repetition(item) for item in parsed), default=1)
