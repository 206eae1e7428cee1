"""The notes of the tables, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.timing.notes import find_timings
from domain.timing.notes.finding import WHOLE_WEEK
from domain.timing.notes.meaning import VERBLESS
from domain.timing.notes.moments import LENGTHS, PERIODS
from domain.timing.notes.readings import CLOCK_ALONE, NO_MOMENTS
from domain.timing.rules.order import RULES
from tests.domain.timing.notes.figures import (
    BASE,
    FRESH,
    answers,
    count_of_wrong_moments,
    count_wrong,
    report,
    share_found,
    share_of_right_tasks,
)

PIECES = (
    "tue 3pm ",
    "in 3 days ",
    "a-",
    "1 ",
    "9",
    "+1 ",
    "x@",
    "until ",
    "нет до ",
    "🦄",
    "\x00",
    "next week monday. ",
)


def test_times_of_notes_are_found_with_what_they_ask_for() -> None:
    notes = answers()

    figures = "\n".join(report(notes))
    assert len(notes) >= 60
    assert share_found(notes) >= 0.9, figures
    assert share_of_right_tasks(notes) >= 0.95, figures
    assert count_of_wrong_moments(notes) == 0, figures
    assert count_wrong(notes) <= 2, figures


def test_notes_that_the_rules_were_not_written_for_are_read_nearly_as_well() -> None:
    notes = answers(FRESH)

    figures = "\n".join(report(notes))
    assert share_found(notes) >= 0.85, figures
    assert count_wrong(notes) <= 3, figures


@pytest.mark.parametrize(
    "text",
    [
        "tel. 030 1234567, fax +49 30 765432",
        "Studio 54 GmbH, Vision 2030, Web Summit 2026",
        "the second meeting, 3 licences, 24/7, 99,90 EUR, $1,500 a month",
        "May Chen and April Jones of Sun Microsystems, Tom of Monday.com",
        "10 years experience, a 2-week trial, 20 min call",
        "we met on Monday, spoke on Tuesday last week, 3 days ago, yesterday",
        "Am Montag getroffen. В понедельник встретились. El lunes nos vimos.",
        "not Monday, never on Friday, tomorrow 2500",
    ],
)
def test_what_is_no_time_ahead_is_not_found(text: str) -> None:
    assert find_timings(text, BASE) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I met him on Monday and will call him on Thursday", "task"),
        ("will call on Thursday", "task"),
        ("Anna will call on Thursday", "theirs"),
        ("I spoke to him, he liked it and will call on Thursday", "theirs"),
    ],
)
def test_who_will_call_is_said_by_the_subject(text: str, kind: str) -> None:
    [found] = find_timings(text, BASE)

    assert (found.words, found.kind) == ("on Thursday", kind)


def test_a_date_keeps_its_full_stop() -> None:
    [found] = find_timings("Позвонить 20.12. в 15:00", BASE)

    assert (found.words, f"{found.timing.at:%d.%m. %H:%M}") == ("20.12. в 15:00", "20.12. 15:00")


def test_the_rules_that_are_treated_apart_are_rules_of_the_grammar() -> None:
    apart = {*NO_MOMENTS, *LENGTHS, *PERIODS, *VERBLESS, CLOCK_ALONE, WHOLE_WEEK}

    assert apart <= {rule.id for rule in RULES}


def test_working_days_are_the_owners() -> None:
    [found] = find_timings("call in 2 working days", BASE, is_working_day=lambda day: day.weekday() not in (2, 3))

    assert f"{found.timing.at:%a %d}" == "Sat 05"


def test_places_are_those_of_the_text_as_typed() -> None:
    text = "🦄 İpek, Straße 5 – call her  TUE 3 pm!"

    [found] = find_timings(text, BASE)

    assert text[found.first : found.after] == found.words == "TUE 3 pm"


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_has_its_times_in_order_and_apart(text: str) -> None:
    found = find_timings(text, BASE)

    assert all(one.words == text[one.first : one.after] and one.timing.at is not None for one in found)
    assert all(one.after <= other.first for one, other in pairwise(found))
