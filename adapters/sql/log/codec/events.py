"""How the domain's values are written into events. Names and shapes are the format on disk."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Generic, TypeVar
from uuid import UUID

from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, Mapper, Transcoding, UUIDAsHex
from eventsourcing.utils import register_topic

from adapters.sql.log.codec import accounts as account_codec
from adapters.sql.log.codec.due_times import decode_due_time, encode_due_time
from adapters.sql.log.codec.states import decode_account, decode_lead, encode_account, encode_lead
from application.audit.event_query import KINDS
from domain.account.preferences import Preferences
from domain.account.state import AccountState
from domain.due_time import DueTime
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep, StepStatus
from domain.plan.step_dates import StepDate, StepDates
from domain.reminders.reminder import ReminderId
from domain.reminders.schedule import BatchedReminders, RescheduledReminder, RescheduledReminders
from domain.worktime import QuietHours

ValueT = TypeVar("ValueT")
Json = Mapping[str, Any]


class ValueTranscoding(Transcoding, Generic[ValueT]):
    """Sequences within are tuples again when they are read: an event replayed equals the event recorded."""

    def __init__(
        self, type_: type[ValueT], name: str, encode: Callable[[ValueT], Json], decode: Callable[[Json], ValueT]
    ) -> None:
        self.type = type_
        self.name = name
        self._encode = encode
        self._decode = decode

    def encode(self, obj: ValueT) -> Json:
        return self._encode(obj)

    def decode(self, data: Json) -> ValueT:
        return self._decode(data)


def event_mapper() -> Mapper[UUID]:
    transcoder = JSONTranscoder()
    for transcoding in (UUIDAsHex(), DatetimeAsISO(), *_VALUES):
        transcoder.register(transcoding)
    for kind in KINDS.values():
        register_topic(kind.TOPIC, kind)
    return Mapper(transcoder)


def _encode_prospect(prospect: Prospect) -> Json:
    return {
        "name": prospect.name,
        "company": prospect.company,
        "role": prospect.role,
        "contacts": list(prospect.contacts),
    }


def _decode_prospect(data: Json) -> Prospect:
    return Prospect(data["name"], data["company"], data["role"], tuple(data["contacts"]))


def _encode_plan(plan: Plan) -> Json:
    steps = [_encode_step(step) for step in plan.steps]
    return {"number": plan.number, "playbook": plan.playbook, "steps": steps}


def _decode_plan(data: Json) -> Plan:
    return Plan(data["number"], data["playbook"], tuple(_decode_step(step) for step in data["steps"]))


def _encode_step(step: PlanStep) -> Json:
    return {
        "id": step.id,
        "channel": step.channel,
        "action": step.action,
        "suggested_text": step.suggested_text,
        "status": step.status.value,
        "due": encode_due_time(step.due),
    }


def _decode_step(data: Json) -> PlanStep:
    due, status = decode_due_time(data["due"]), StepStatus(data["status"])
    return PlanStep(data["id"], data["channel"], data["action"], data["suggested_text"], due, status)


def _encode_all_rescheduled(rescheduled: RescheduledReminders) -> Json:
    return {"reminders": [_encode_rescheduled(one) for one in rescheduled.reminders]}


def _decode_all_rescheduled(data: Json) -> RescheduledReminders:
    return RescheduledReminders(tuple(_decode_rescheduled(one) for one in data["reminders"]))


def _encode_rescheduled(one: RescheduledReminder) -> Json:
    return {"reminder": str(one.reminder_id), "generation": one.generation, "due": encode_due_time(one.due)}


def _decode_rescheduled(data: Json) -> RescheduledReminder:
    return RescheduledReminder(ReminderId.parse(data["reminder"]), data["generation"], decode_due_time(data["due"]))


def _encode_together(together: BatchedReminders) -> Json:
    return {"reminders": [str(one) for one in together.reminders]}


def _decode_together(data: Json) -> BatchedReminders:
    return BatchedReminders(tuple(ReminderId.parse(one) for one in data["reminders"]))


def _encode_dates(dates: StepDates) -> Json:
    return {"steps": [{"step": one.step_id, "due": encode_due_time(one.due)} for one in dates.steps]}


def _decode_dates(data: Json) -> StepDates:
    return StepDates(tuple(StepDate(one["step"], decode_due_time(one["due"])) for one in data["steps"]))


_VALUES: tuple[Transcoding, ...] = (
    ValueTranscoding(Prospect, "prospect", _encode_prospect, _decode_prospect),
    ValueTranscoding(Plan, "plan", _encode_plan, _decode_plan),
    ValueTranscoding(DueTime, "due_time", encode_due_time, decode_due_time),
    ValueTranscoding(StepDates, "step_dates", _encode_dates, _decode_dates),
    ValueTranscoding(BatchedReminders, "batched", _encode_together, _decode_together),
    ValueTranscoding(Preferences, "preferences", account_codec.encode_preferences, account_codec.decode_preferences),
    ValueTranscoding(QuietHours, "quiet_hours", account_codec.encode_quiet_hours, account_codec.decode_quiet_hours),
    ValueTranscoding(
        frozenset, "working_days", lambda days: {"days": sorted(days)}, lambda data: frozenset(data["days"])
    ),
    ValueTranscoding(time, "time", lambda at: {"time": at.isoformat()}, lambda data: time.fromisoformat(data["time"])),
    ValueTranscoding(
        date, "date", lambda day: {"date": day.isoformat()}, lambda data: date.fromisoformat(data["date"])
    ),
    ValueTranscoding(LeadState, "lead_state", encode_lead, decode_lead),
    ValueTranscoding(AccountState, "account_state", encode_account, decode_account),
    ValueTranscoding(RescheduledReminders, "rescheduled", _encode_all_rescheduled, _decode_all_rescheduled),
    ValueTranscoding(
        ReminderId, "reminder_id", lambda id_: {"id": str(id_)}, lambda data: ReminderId.parse(data["id"])
    ),
)
