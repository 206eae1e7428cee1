"""How due times are written into events: empty fields are left out. Names and shapes are the format on disk."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, Meant, OnDay, Shift, ShiftCause

Json = Mapping[str, Any]


def encode_due_time(due: DueTime) -> Json:
    written = {
        "at": due.at.isoformat(),
        "given_by": due.given_by.value,
        "rule": due.rule,
        "words": due.words,
        "grammar": due.grammar,
        "meant": _encode_meant(due.meant),
        "until": due.until and _encode_meant(due.until),
        "base": due.base.isoformat() if due.base else None,
        "zone": due.zone,
        "anchor": due.anchor,
        "shifts": [_encode_shift(shift) for shift in due.shifts],
        "warnings": list(due.warnings),
    }
    return {name: value for name, value in written.items() if value}


def decode_due_time(data: Json) -> DueTime:
    return DueTime(
        at=datetime.fromisoformat(data["at"]),
        given_by=GivenBy(data["given_by"]),
        rule=data.get("rule", ""),
        words=data.get("words", ""),
        grammar=data["grammar"],
        meant=_decode_meant(data["meant"]),
        until=_decode_meant(data["until"]) if "until" in data else None,
        base=datetime.fromisoformat(data["base"]) if "base" in data else None,
        zone=data.get("zone", ""),
        anchor=data.get("anchor", ""),
        shifts=tuple(_decode_shift(shift) for shift in data.get("shifts", ())),
        warnings=tuple(data.get("warnings", ())),
    )


def _encode_meant(meant: Meant) -> Json:
    match meant:
        case OnDay():
            return {"day": meant.day.isoformat(), **_encode_wall_time(meant.wall_time)}
        case AfterWorkingDays():
            after = {"working_days": meant.count, "after": meant.day.isoformat()}
            return {**after, **_encode_wall_time(meant.wall_time)}
        case AtInstant():
            return {"instant": meant.at.isoformat()}


def _encode_wall_time(wall_time: time | None) -> Json:
    return {} if wall_time is None else {"wall_time": wall_time.isoformat()}


def _decode_meant(data: Json) -> Meant:
    if "instant" in data:
        return AtInstant(datetime.fromisoformat(data["instant"]))
    wall_time = time.fromisoformat(data["wall_time"]) if "wall_time" in data else None
    if "working_days" in data:
        return AfterWorkingDays(data["working_days"], date.fromisoformat(data["after"]), wall_time)
    return OnDay(date.fromisoformat(data["day"]), wall_time)


def _encode_shift(shift: Shift) -> Json:
    written = {"cause": shift.cause.value, "to": shift.to.isoformat(), "detail": shift.detail}
    return {name: value for name, value in written.items() if value}


def _decode_shift(data: Json) -> Shift:
    return Shift(ShiftCause(data["cause"]), datetime.fromisoformat(data["to"]), data.get("detail", ""))
