"""A button of each verb as messages already sent carry it."""

from datetime import UTC, date, datetime, time

from application.wording.callback_data import (
    AskSetting,
    CallbackData,
    ChooseSetting,
    ConfirmZone,
    DeleteMyData,
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
    WithdrawNote,
)
from application.wording.setting_values import Field
from application.wording.words_data import AddToLead, LeaveQuestion, TakeOver
from domain.reminders.reminder import ReminderId
from domain.worktime import QuietHours
from tests.support.leads import LEAD_ID

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
    f"unsay:{L}:3": WithdrawNote(Verb.UNSAY, LEAD_ID, 3),
    f"more/{L}/123": AddToLead(LEAD_ID, 123),
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
    "edit/41": TakeOver(41),
    "mine/erase": DeleteMyData(surely=True),
    "mine/keep": DeleteMyData(surely=False),
}
