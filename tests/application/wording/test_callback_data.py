"""Callback data: the bytes of messages already sent, read back as typed values; forgeries are none."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.wording.callback_data import ChooseSetting, MoveStep, OnReminder, Verb, parse
from application.wording.setting_values import Field
from domain.reminders.reminder import ReminderId
from tests.application.wording.sent_buttons import SENT
from tests.support.leads import LEAD_ID

MOST_BYTES = 64
"""Telegram's limit for callback data."""


L = LEAD_ID.hex


def test_the_bytes_of_each_button_stay_as_they_were() -> None:
    assert {data.encode(): data for data in SENT.values()} == SENT
    assert {data: parse(data) for data in SENT} == SENT


def test_each_verb_and_each_field_has_an_example() -> None:
    assert {data.partition(":")[0] for data in SENT if ":" in data} >= set(Verb)
    assert {data.field for data in SENT.values() if isinstance(data, ChooseSetting)} == set(Field)


def test_the_longest_are_short_ascii() -> None:
    largest = ReminderId(LEAD_ID, 999, 99)
    far = datetime(2160, 2, 18, 10, 39, tzinfo=UTC)  # the last with eight digits
    longest = MoveStep(Verb.MOVE_WITH_REST, largest, far, far), OnReminder(Verb.SNOOZE, largest, 999_999)

    data = [*SENT, *(press.encode() for press in longest)]

    assert all(len(one) < MOST_BYTES and one.isascii() for one in data)


EARLY, LATE = datetime(2020, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - the strategy wants them without a zone


@given(st.uuids(), st.lists(st.integers(0, 99_999), min_size=3, max_size=3), st.datetimes(EARLY, LATE))
def test_any_step_and_any_minute_is_read_back(lead_id: UUID, numbers: list[int], moment: datetime) -> None:
    plan, step, generation = numbers
    at = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    reminded = OnReminder(Verb.DONE, ReminderId(lead_id, plan, step), generation)
    moved = MoveStep(Verb.MOVE_ALONE, ReminderId(lead_id, plan, step), at, at)

    assert (parse(reminded.encode()), parse(moved.encode())) == (reminded, moved)


FORGED = (
    *("", "done", "leads::", "leads:", "overdue:", "overdue::0:0", "done:", "done:x", ":", f":{L}", "🦄", "💣:::"),
    *(f"done:{L[:-1]}", f"done:{L}0", f"done:{L}", f"done:{L}:1", f"done:{L}:1:1:1:1", "done::1:1"),
    *(f"done:{L}:{number}" for number in ("x", "1:", "1:-1", "1:1.5", "1: 1", "1:+1", "1:1_0", "1:٣", "1:²")),
    *(f"done:{L}:1:{'9' * 5_000}", f"дone:{L}:1:1", f"drop:{L}", f"done:{LEAD_ID}:1:1", f"done:{{{L}}}:1:1"),
    f"done:{L.replace('4', '٤')}:1:1",
    *(f"leads:{L}:0", f"overdue:{L}:0", f"overdue:{L}", f"lead:{L}:1", f"lead:{L}:1:1:1", f"stop:{L}:1"),
    *(f"view:{L}:1", f"view:{L}:1:1", "view::1:1:1", f"later:{L}", f"why:{L}:1:1:1:1", f"move:{L}:1"),
    *(f"snooze:{L}:1:1:1:5", f"snooze:{L}:1:1", f"when:{L}:1:1:5", f"when:{L}:1:1:1:1", f"say:{L}:1:1:1"),
    *(f"put:{L}:1:1:1", f"all:{L}", f"replied:{L}", f"replied:{L}:1:1", "replied::1"),
    *(f"history:{L}", f"history:{L}:1:1", "history::1"),
    *("set/", "set//", "set/age", "set/age/7", "set/ask", "set/ask/language", "set/confirm", "settings", "set:zone"),
    *("set/zone/Europe/Atlantis", "set/zone/../../etc/passwd", "set/zone//etc/passwd", "set/zone/America", "sét"),
    *("set/confirm/" + "x" * 50, "set/time/24:00", "set/time/09:30+02:00", "set/time/10:00/now"),
    *("set/quiet/20:00-20:00", "set/quiet/20:00", "set/days/moonday", "set/days/,", "set/holidays/de"),
    *("set/holidays/DEU", "set/holidays/D1", "set/language/xx", "set/followups/maybe", "set/pause/tomorrow"),
    *("set/pause/2026-02-30", "ask/", "ask/note/", "ask/note/-1", f"ask/note/{10**18}", "ask/cancel/1", "mine/"),
    *("edit", "edit/", "edit/x", "edit/-1", f"edit/{10**18}"),
)


@pytest.mark.parametrize("data", FORGED, ids=range(len(FORGED)))
def test_data_that_no_button_carries_is_none(data: str) -> None:
    assert parse(data) is None
