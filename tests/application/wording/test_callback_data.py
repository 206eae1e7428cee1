"""What buttons carry: the bytes of messages already sent, read back as typed values; forgeries are none."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.wording.callback_data import (
    AskSetting,
    CallbackData,
    ChooseSetting,
    ConfirmZone,
    DeleteMyData,
    LeaveQuestion,
    MoveStep,
    OnLead,
    OnReminder,
    OnStep,
    PreviewMove,
    RecordReply,
    ShowHistory,
    ShowPage,
    ShowSettings,
    SnoozeByChoice,
    Verb,
    parse,
)
from application.wording.setting_values import Field
from domain.reminders.reminder import ReminderId
from domain.worktime import QuietHours
from tests.support.leads import LEAD_ID

MOST_BYTES = 64
"""Telegram's limit for callback data."""

L = LEAD_ID.hex
STEP = ReminderId(LEAD_ID, 2, 3)
SEEN, TO = datetime(2026, 11, 10, 9, 30, tzinfo=UTC), datetime(2026, 11, 14, 9, 30, tzinfo=UTC)

SENT: dict[str, CallbackData] = {
    "leads::12": ShowPage(Verb.LEADS, 12),
    "overdue::0": ShowPage(Verb.OVERDUE, 0),
    f"lead:{L}": OnLead(Verb.LEAD, LEAD_ID),
    f"view:{L}": OnLead(Verb.VIEW, LEAD_ID),
    f"delete:{L}": OnLead(Verb.DELETE, LEAD_ID),
    f"sure:{L}": OnLead(Verb.DELETE_SURELY, LEAD_ID),
    f"restore:{L}": OnLead(Verb.RESTORE, LEAD_ID),
    f"stop:{L}": OnLead(Verb.STOP, LEAD_ID),
    f"follow:{L}": OnLead(Verb.FOLLOW, LEAD_ID),
    f"move:{L}": OnLead(Verb.MOVE, LEAD_ID),
    f"history:{L}:4": ShowHistory(Verb.HISTORY, LEAD_ID, 4),
    f"replied:{L}:2": RecordReply(Verb.REPLIED, LEAD_ID, 2),
    f"done:{L}:2:3": OnStep(Verb.DONE, STEP),
    f"open:{L}:2:3": OnStep(Verb.REOPEN, STEP),
    f"move:{L}:2:3": OnStep(Verb.MOVE, STEP),
    f"say:{L}:2:3": OnStep(Verb.MOVE_BY_WORDS, STEP),
    f"done:{L}:2:3:4": OnReminder(Verb.DONE, STEP, 4),
    f"open:{L}:2:3:4": OnReminder(Verb.REOPEN, STEP, 4),
    f"skip:{L}:2:3:4": OnReminder(Verb.SKIP, STEP, 4),
    f"draft:{L}:2:3:4": OnReminder(Verb.DRAFT, STEP, 4),
    f"view:{L}:2:3:4": OnReminder(Verb.VIEW, STEP, 4),
    f"why:{L}:0:3:1": OnReminder(Verb.WHY, ReminderId.of_follow_up(LEAD_ID, 3), 1),
    f"move:{L}:2:3:4": OnReminder(Verb.MOVE, STEP, 4),
    f"later:{L}:2:3:4": OnReminder(Verb.LATER, STEP, 4),
    f"back:{L}:2:3:4": OnReminder(Verb.BACK, STEP, 4),
    f"typed:{L}:2:3:4": OnReminder(Verb.SNOOZE_BY_WORDS, STEP, 4),
    f"snooze:{L}:2:3:4": OnReminder(Verb.SNOOZE, STEP, 4),
    f"snooze:{L}:2:3:4:1": SnoozeByChoice(Verb.SNOOZE, STEP, 4, choice=1),
    f"when:{L}:2:3:4": PreviewMove(Verb.MOVE_BY_CHOICE, STEP, choice=4),
    f"put:{L}:2:3:29905050:29910810": MoveStep(Verb.MOVE_ALONE, STEP, SEEN, TO),
    f"all:{L}:2:3:29905050:29910810": MoveStep(Verb.MOVE_WITH_REST, STEP, SEEN, TO),
    "set": ShowSettings(),
    "set/zone": ShowSettings(Field.ZONE),
    "set/followups": ShowSettings(Field.FOLLOW_UPS),
    "set/ask/time": AskSetting(Field.SEND_TIME),
    "set/ask/welcome": AskSetting(Field.ZONE, at_welcome=True),
    "set/zone/Europe/Kyiv": ChooseSetting(Field.ZONE, "Europe/Kyiv"),
    "set/confirm/America/Argentina/ComodRivadavia": ConfirmZone("America/Argentina/ComodRivadavia"),
    "set/time/09:30": ChooseSetting(Field.SEND_TIME, time(9, 30)),
    "set/quiet/20:00-08:00": ChooseSetting(Field.QUIET, QuietHours(time(20), time(8))),
    "set/quiet/none": ChooseSetting(Field.QUIET, None),
    "set/days/mon-fri": ChooseSetting(Field.DAYS, frozenset(range(5))),
    "set/days/mon,wed,fri": ChooseSetting(Field.DAYS, frozenset({0, 2, 4})),
    "set/holidays/DE": ChooseSetting(Field.HOLIDAYS, "DE"),
    "set/holidays/none": ChooseSetting(Field.HOLIDAYS, ""),
    "set/language/uk": ChooseSetting(Field.LANGUAGE, "uk"),
    "set/followups/on": ChooseSetting(Field.FOLLOW_UPS, True),
    "set/followups/off": ChooseSetting(Field.FOLLOW_UPS, False),
    "set/pause/2026-11-09": ChooseSetting(Field.PAUSE, date(2026, 11, 9)),
    "set/pause/resume": ChooseSetting(Field.PAUSE, None),
    "ask/cancel": LeaveQuestion(),
    "ask/note/9999999999": LeaveQuestion(9_999_999_999),
    "mine/erase": DeleteMyData(surely=True),
    "mine/keep": DeleteMyData(surely=False),
}
"""A button of each verb as messages already sent carry it."""


def test_the_bytes_of_each_button_stay_what_they_were() -> None:
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
    *("set/pause/2026-02-30", "ask/", "ask/note/", "ask/note/-1", "ask/note/12345678901", "ask/cancel/1", "mine/"),
)


@pytest.mark.parametrize("data", FORGED, ids=range(len(FORGED)))
def test_data_that_no_button_carries_is_none(data: str) -> None:
    assert parse(data) is None
