"""What a button carries: a typed value for each verb, and its bytes, at most the 64 that Telegram takes.

Messages already sent carry these bytes: their form does not change.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from application.wording.setting_values import TYPED, Field, Value, read_value, write_value
from application.wording.words_data import WordsData, parse_words
from domain.reminders.reminder import ReminderId
from domain.typed_times import OFFERED_TIMES

EDITED_FIELDS = ("name", "company", "role", "contacts")


class Verb(StrEnum):
    LEADS, OVERDUE = "leads", "overdue"
    LEAD, VIEW, HISTORY, REPLIED, UNSAY, EDIT = "lead", "view", "history", "replied", "unsay", "edit"
    DELETE, DELETE_SURELY, RESTORE, STOP, FOLLOW = "delete", "sure", "restore", "stop", "follow"
    DONE, REOPEN, SKIP, DRAFT, WHY = "done", "open", "skip", "draft", "why"
    SNOOZE, SNOOZE_BY_WORDS, LATER, BACK = "snooze", "typed", "later", "back"
    MOVE, MOVE_BY_CHOICE, MOVE_BY_WORDS = "move", "when", "say"
    MOVE_ALONE, MOVE_WITH_REST = "put", "all"


class _Joined:
    def encode(self) -> str:
        return ":".join(_written(value) for value in vars(self).values())


@dataclass(frozen=True)
class ShowPage(_Joined):
    verb: Verb  # LEADS or OVERDUE
    page: int  # from 0

    def encode(self) -> str:
        return f"{self.verb}::{self.page}"


@dataclass(frozen=True)
class OnLead(_Joined):
    verb: Verb
    lead_id: UUID


@dataclass(frozen=True)
class ShowHistory(OnLead):
    page: int  # from 0, the newest


@dataclass(frozen=True)
class RecordReply(OnLead):
    plan: int


@dataclass(frozen=True)
class WithdrawNote(OnLead):
    number: int


@dataclass(frozen=True)
class EditField(OnLead):
    number: int  # an index of EDITED_FIELDS


@dataclass(frozen=True)
class OnStep(_Joined):
    verb: Verb
    reminder_id: ReminderId  # names the step; on a card or in a menu a press proves no arrival of its reminder


@dataclass(frozen=True)
class OnReminder(OnStep):
    generation: int  # which the message with this button is about; SNOOZE is for 24 hours


@dataclass(frozen=True)
class SnoozeByChoice(OnReminder):
    choice: int  # an index of OFFERED_TIMES


@dataclass(frozen=True)
class PreviewMove(OnStep):
    choice: int  # an index of OFFERED_TIMES


@dataclass(frozen=True)
class MoveStep(OnStep):
    seen_at: datetime  # when the step was due as it was shown; in UTC, carried to the minute
    to_at: datetime


@dataclass(frozen=True)
class ShowSettings:
    field: Field | None = None  # None for the page of all

    def encode(self) -> str:
        return f"set/{self.field}" if self.field else "set"


@dataclass(frozen=True)
class AskSetting:
    field: Field
    at_welcome: bool = False  # a first note may come instead of the zone

    def encode(self) -> str:
        return "set/ask/welcome" if self.at_welcome else f"set/ask/{self.field}"


@dataclass(frozen=True)
class ChooseSetting:
    field: Field
    value: Value  # of the ZONE, it is only proposed

    def encode(self) -> str:
        return f"set/{self.field}/{write_value(self.field, self.value)}"


@dataclass(frozen=True)
class ConfirmZone:
    zone: str

    def encode(self) -> str:
        return f"set/confirm/{self.zone}"


@dataclass(frozen=True)
class DeleteMyData:
    surely: bool

    def encode(self) -> str:
        return "mine/erase" if self.surely else "mine/keep"


LeadData = ShowPage | OnLead | OnStep
SettingData = ShowSettings | AskSetting | ChooseSetting | ConfirmZone
CallbackData = LeadData | SettingData | WordsData | DeleteMyData
_PAGE = re.compile(r"(leads|overdue)::([0-9]{1,9})")
_LEAD = re.compile(r"([a-z]{1,10}):([0-9a-f]{32})((?::[0-9]{1,9}){0,4})")
_CHOICE = re.compile(r"set/([a-z]{1,10})/([A-Za-z0-9_+:,/-]{1,50})")
_WHOLE: dict[str, CallbackData] = {
    **{data.encode(): data for data in (ShowSettings(), *map(ShowSettings, Field))},
    **{data.encode(): data for data in (AskSetting(Field.ZONE, at_welcome=True), *map(AskSetting, TYPED))},
    **{data.encode(): data for data in (DeleteMyData(surely=True), DeleteMyData(surely=False))},
}
_FORMS: dict[tuple[str, int], Callable[..., LeadData]] = {
    (verb, numbers): form
    for form, numbers, verbs in (
        (OnLead, 0, ["lead", "view", "edit", "delete", "sure", "restore", "stop", "follow", "move"]),
        (ShowHistory, 1, ["history"]),
        (RecordReply, 1, ["replied"]),
        (WithdrawNote, 1, ["unsay"]),
        (EditField, 1, ["edit"]),
        (OnStep, 2, ["done", "open", "move", "say"]),
        (OnReminder, 3, ["done", "open", "skip", "draft", "view", "why", "move", "snooze", "typed", "later", "back"]),
        (SnoozeByChoice, 4, ["snooze"]),
        (PreviewMove, 3, ["when"]),
        (MoveStep, 4, ["put", "all"]),
    )
    for verb in verbs
}
_EPOCH, _MINUTE = datetime(1970, 1, 1, tzinfo=UTC), timedelta(minutes=1)


def parse(data: str) -> CallbackData | None:
    """The inverse of ``encode``; None for data that no button carries."""
    try:
        if found := _LEAD.fullmatch(data):
            return _of_lead(Verb(found[1]), UUID(found[2]), [int(number) for number in found[3].split(":")[1:]])
        if found := _CHOICE.fullmatch(data):
            return _WHOLE.get(data) or _of_choice(found[1], found[2])
    except (ValueError, LookupError):
        return None
    if found := _PAGE.fullmatch(data):
        return ShowPage(Verb(found[1]), int(found[2]))
    return parse_words(data) or _WHOLE.get(data)


def _of_lead(verb: Verb, lead_id: UUID, numbers: Sequence[int]) -> LeadData:
    form = _FORMS[verb, len(numbers)]
    if form is EditField and numbers[0] >= len(EDITED_FIELDS):
        raise ValueError("no such field")
    if len(numbers) < 2:
        return form(verb, lead_id, *numbers)
    plan, step, *more = numbers
    if form in (SnoozeByChoice, PreviewMove) and more[-1] >= len(OFFERED_TIMES):
        raise ValueError("no such choice")
    values = [_EPOCH + number * _MINUTE for number in more] if form is MoveStep else more
    return form(verb, ReminderId(lead_id, plan, step), *values)


def _of_choice(field: str, value: str) -> SettingData:
    if field == "confirm":
        return ConfirmZone(str(read_value(Field.ZONE, value)))
    return ChooseSetting(Field(field), read_value(Field(field), value))


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MINUTE)
    if isinstance(value, ReminderId):
        return f"{value.lead_id.hex}:{value.plan_number}:{value.step_id}"
    return value.hex if isinstance(value, UUID) else str(value)
