"""How an owner's preferences are written into events. Names and shapes are the format on disk."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from domain.account.preferences import Preferences
from domain.worktime import QuietHours

Json = Mapping[str, Any]


def encode_preferences(preferences: Preferences) -> Json:
    quiet = preferences.quiet_hours
    return {
        "zone": preferences.zone,
        "send_time": preferences.send_time.isoformat(),
        "quiet_hours": None if quiet is None else encode_quiet_hours(quiet),
        "working_days": sorted(preferences.working_days),
        "holiday_country": preferences.holiday_country,
        "language": preferences.language,
        "follow_ups": preferences.follow_ups,
    }


def decode_preferences(data: Json) -> Preferences:
    quiet = data["quiet_hours"]
    return Preferences(
        zone=data["zone"],
        send_time=time.fromisoformat(data["send_time"]),
        quiet_hours=None if quiet is None else decode_quiet_hours(quiet),
        working_days=frozenset(data["working_days"]),
        holiday_country=data["holiday_country"],
        language=data["language"],
        follow_ups=data["follow_ups"],
    )


def encode_quiet_hours(quiet: QuietHours) -> Json:
    return {"start": quiet.start.isoformat(), "end": quiet.end.isoformat()}


def decode_quiet_hours(data: Json) -> QuietHours:
    return QuietHours(time.fromisoformat(data["start"]), time.fromisoformat(data["end"]))
