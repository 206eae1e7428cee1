"""What buttons carry: short enough for Telegram, read back exactly, and forgeries are refused."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.wording import callback_data as buttons
from application.wording.callback_data import (
    Press,
    history_data,
    in_minutes,
    lead_data,
    of_minutes,
    overdue_data,
    page_data,
    plan_data,
    read_press,
    step_data,
)
from domain.reminders.reminder import ReminderId
from tests.support.leads import LEAD_ID

MOST_BYTES = 64
"""Telegram's limit for callback data."""

STEP_VERBS = (
    *(buttons.DONE, buttons.REOPEN, buttons.SKIP, buttons.SNOOZE, buttons.DRAFT, buttons.VIEW),
    *(buttons.LATER, buttons.BACK, buttons.SNOOZE_BY_WORDS, buttons.WHY, buttons.MOVE),
)
LEAD_VERBS = (
    *(buttons.LEAD, buttons.VIEW, buttons.DELETE, buttons.DELETE_SURELY, buttons.RESTORE),
    *(buttons.STOP, buttons.FOLLOW, buttons.MOVE),
)
BIG = 99_999
STEP = ReminderId(LEAD_ID, 2, 3)


@pytest.mark.parametrize("verb", LEAD_VERBS)
def test_a_leads_button_is_read_back(verb: str) -> None:
    assert read_press(lead_data(verb, LEAD_ID)) == Press(verb, LEAD_ID, ())
    assert read_press(lead_data(verb, LEAD_ID)).reminder is None


def test_a_snooze_s_button_carries_a_choice_behind_the_generation() -> None:
    press = read_press(step_data(buttons.SNOOZE, STEP, 4, 2))

    assert press == Press(buttons.SNOOZE, LEAD_ID, (2, 3, 4, 2))
    assert press.reminder == (STEP, 4)


@pytest.mark.parametrize(
    "data",
    [
        step_data(buttons.MOVE, STEP),
        step_data(buttons.MOVE_BY_WORDS, STEP),
        step_data(buttons.MOVE_BY_CHOICE, STEP, 1),
        *(step_data(verb, STEP, 29_905_890, 29_911_650) for verb in (buttons.MOVE_IT, buttons.MOVE_ALL)),
    ],
)
def test_a_move_s_button_is_no_reminder_s(data: str) -> None:
    assert read_press(data).reminder is None


def test_a_reply_s_button_carries_the_plan_and_is_no_reminder_s() -> None:
    press = read_press(plan_data(buttons.REPLIED, LEAD_ID, 2))

    assert press == Press(buttons.REPLIED, LEAD_ID, (2,))
    assert press.reminder is None


def test_a_follow_up_s_button_belongs_to_its_reminder() -> None:
    follow_up = ReminderId.of_follow_up(LEAD_ID, 2)

    assert read_press(step_data(buttons.WHY, follow_up, 1)).reminder == (follow_up, 1)


EARLY, LATE = datetime(2020, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - the strategy wants them without a zone


@given(st.datetimes(EARLY, LATE, timezones=st.just(UTC)))
def test_a_moment_on_a_button_is_read_back_to_the_minute(at: datetime) -> None:
    assert of_minutes(in_minutes(at)) == at.replace(second=0, microsecond=0)


def test_a_history_s_button_carries_a_page_and_is_no_reminder_s() -> None:
    press = read_press(history_data(LEAD_ID, 12))

    assert press == Press(buttons.HISTORY, LEAD_ID, (12,))
    assert press.reminder is None


def test_a_pages_button_is_read_back() -> None:
    assert read_press(page_data(12)) == Press(buttons.LEADS, None, (12,))
    assert read_press(overdue_data(12)) == Press(buttons.OVERDUE, None, (12,))


@given(st.sampled_from(STEP_VERBS), st.uuids(), st.lists(st.integers(1, BIG), min_size=3, max_size=3))
def test_any_step_of_any_lead_is_read_back(verb: str, lead_id: UUID, numbers: list[int]) -> None:
    plan, step, *generation = numbers

    data = step_data(verb, ReminderId(lead_id, plan, step), *generation)

    assert read_press(data) == Press(verb, lead_id, tuple(numbers))
    assert read_press(data).reminder == (ReminderId(lead_id, plan, step), *generation)


@pytest.mark.parametrize(
    "data",
    [
        *(step_data(verb, ReminderId(LEAD_ID, BIG, BIG), BIG) for verb in STEP_VERBS),
        *(lead_data(verb, LEAD_ID) for verb in LEAD_VERBS),
        step_data(buttons.SNOOZE, ReminderId(LEAD_ID, BIG, BIG), BIG, 4),
        step_data(buttons.MOVE_BY_CHOICE, ReminderId(LEAD_ID, BIG, BIG), 4),
        *(step_data(verb, ReminderId(LEAD_ID, 999, 99), 99_999_999, 99_999_999) for verb in ("put", "all")),
        plan_data(buttons.REPLIED, LEAD_ID, BIG),
        history_data(LEAD_ID, BIG),
        page_data(BIG),
        overdue_data(BIG),
    ],
)
def test_the_data_is_short_ascii(data: str) -> None:
    assert data.isascii()
    assert len(data.encode()) < MOST_BYTES


@pytest.mark.parametrize(
    "data",
    [
        "",
        "done",
        "leads::",
        "done:x",
        f"done:{LEAD_ID.hex[:-1]}",
        f"done:{LEAD_ID.hex}0",
        f"done:{LEAD_ID.hex}:x",
        f"done:{LEAD_ID.hex}:1:",
        f"done:{LEAD_ID.hex}:-1",
        f"done:{LEAD_ID.hex}:1.5",
        f"done:{LEAD_ID.hex}: 1",
        f"done:{LEAD_ID.hex}:+1",
        f"done:{LEAD_ID.hex}:1_0",
        f"done:{LEAD_ID.hex}:٣",
        f"done:{LEAD_ID.hex}:²",
        f"done:{LEAD_ID.hex}:" + "9" * 5_000,
        f"дone:{LEAD_ID.hex}:1:1",
        "🦄",
    ],
)
def test_forged_data_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_press(data)


WELL_FORMED_FORGERIES = (
    ":",
    f":{LEAD_ID.hex}",
    f"drop:{LEAD_ID.hex}",
    "done:",
    f"done:{LEAD_ID.hex}",
    f"done:{LEAD_ID.hex}:1",
    f"done:{LEAD_ID.hex}:1:1:1:1",
    "done::1:1",
    f"done:{LEAD_ID}:1:1",
    f"done:{{{LEAD_ID.hex}}}:1:1",
    f"done:{LEAD_ID.hex.replace('4', '٤')}:1:1",
    f"leads:{LEAD_ID.hex}:0",
    "leads:",
    f"lead:{LEAD_ID.hex}:1",
    f"lead:{LEAD_ID.hex}:1:1:1",
    f"view:{LEAD_ID.hex}:1",
    f"view:{LEAD_ID.hex}:1:1",
    "view::1:1:1",
    f"overdue:{LEAD_ID.hex}:0",
    f"overdue:{LEAD_ID.hex}",
    "overdue:",
    "overdue::0:0",
    f"snooze:{LEAD_ID.hex}:1:1:1:5",
    f"snooze:{LEAD_ID.hex}:1:1",
    f"when:{LEAD_ID.hex}:1:1:5",
    f"when:{LEAD_ID.hex}:1:1:1:1",
    f"say:{LEAD_ID.hex}:1:1:1",
    f"put:{LEAD_ID.hex}:1:1:1",
    f"all:{LEAD_ID.hex}",
    f"later:{LEAD_ID.hex}",
    f"why:{LEAD_ID.hex}:1:1:1:1",
    f"stop:{LEAD_ID.hex}:1",
    f"replied:{LEAD_ID.hex}",
    f"replied:{LEAD_ID.hex}:1:1",
    "replied::1",
    f"history:{LEAD_ID.hex}",
    f"history:{LEAD_ID.hex}:1:1",
    "history::1",
    f"move:{LEAD_ID.hex}:1",
)


def test_well_formed_data_that_no_button_carries_is_refused() -> None:
    taken = [data for data in WELL_FORMED_FORGERIES if _is_taken(data)]

    assert taken == []


def _is_taken(data: str) -> bool:
    try:
        read_press(data)
    except ValueError:
        return False
    return True
