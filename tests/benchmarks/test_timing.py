"""How fast a timing is read: a long text, the longest, and the corpus."""

import statistics
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from domain.timing import parse_timing
from domain.timing.notes import find_timings
from tests.domain.timing.bases import WEDNESDAY_IN_KYIV
from tests.domain.timing.corpus_figures import texts

pytestmark = pytest.mark.benchmark
PIECES = (
    "in 3 days ",
    "Day 1-",
    "after ",
    "1 ",
    "9",
    " ",
    "a-",
    "½",
    "через 2-3 дні після ",
    "🦄",
    "3,5.1/2@a.b",
    "\x00",
)
NOTES = ("tue 3pm ", "Met Anna, CTO of Acme, call tue 3pm. ", "next week monday. ", "не до ", "last monday 3. ", "x@")


def test_two_thousand_characters() -> None:
    worst = max(seconds((piece * 2000)[:2000]) for piece in PIECES)
    # the longest that is read, not refused for its length
    longest_read = max(seconds((piece * 600)[:600]) for piece in PIECES)

    print(f"\ntiming: 2,000 characters take {worst * 1000:.2f} ms at worst, 600 {longest_read * 1000:.2f} ms")
    assert worst < 0.005


def test_fifty_thousand_characters_beside_five_thousand() -> None:
    ratios = {piece: seconds((piece * 50_000)[:50_000]) / seconds((piece * 5000)[:5000]) for piece in PIECES}

    print(f"\ntiming: ten times the text takes {max(ratios.values()):.1f} times as long at worst")
    assert max(ratios.values()) <= 12


def test_the_corpus() -> None:
    each = [seconds(text) for text in texts()]
    percentile = statistics.quantiles(each, n=100)[98]

    print(f"\ntiming: the corpus takes {statistics.median(each) * 1e6:.0f} µs for a text, ", end="")
    print(f"{percentile * 1000:.2f} ms at the 99th percentile")
    assert percentile < 0.001


def test_the_times_of_a_note_of_twenty_thousand_characters() -> None:
    worst = max(seconds((piece * 20_000)[:20_000], find_timings) for piece in (*PIECES, *NOTES))

    print(f"\ntiming: the times of 20,000 characters are found in {worst * 1000:.0f} ms at worst")
    assert worst < 0.1


def seconds(text: object, read: Callable[[Any, datetime], object] = parse_timing) -> float:
    """The best of five: other work of the machine is not our time."""

    def once() -> float:
        started = time.perf_counter()
        read(text, WEDNESDAY_IN_KYIV)
        return time.perf_counter() - started

    return min(once() for _ in range(5))
