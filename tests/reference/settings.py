"""The page of settings, from the fields of ``Settings``."""

from datetime import time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from pydantic.fields import FieldInfo

from domain.account.preference_words import write_quiet_hours, write_time, write_working_days
from domain.worktime import QuietHours
from entrypoints.settings import PREFIX, Settings
from tests.reference.markdown import code, page, table

NO_VALUE = "none"
INTRODUCTION = """
Environment variables, or lines of a file `.env` in the folder where the program starts. An empty variable counts as
none. A wrong value stops the program, which names the variable, its problem and an example, and never the value.
Durations are a whole number and `s`, `m`, `h` or `d`.

The sandbox takes these too, but for token, Bot API server, database, allowed users and HTTP port, which are its own.
"""
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


def settings_page() -> str:
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return page("Settings", INTRODUCTION, table(("variable", "default", "example", "what it is for"), rows))


def written_default(field: FieldInfo) -> str | None:
    """As it would be written in the environment; None when there is none."""
    match field.default:
        case timedelta() as span:
            return _written_duration(span)
        case time() as wall_time:
            return write_time(wall_time)
        case QuietHours() as quiet:
            return write_quiet_hours(quiet)
        case frozenset() as days if days:
            return write_working_days(days)
        case ZoneInfo() as zone:
            return zone.key
        case Enum() as choice:
            return str(choice.value)
        case default:
            return str(default) if default else None


def _row(name: str, field: FieldInfo) -> tuple[str, str, str, str]:
    default = written_default(field)
    examples = [example for example in field.examples or () if example != default]
    return (
        code(PREFIX + name.upper()),
        NO_VALUE if default is None else code(default),
        ", ".join(code(example) for example in examples),
        field.description or "",
    )


def _written_duration(span: timedelta) -> str:
    """24h and not 1d: the largest unit of which it is two or more."""
    unit = next(unit for unit, length in UNITS.items() if not span % length and span > length)
    return f"{span // UNITS[unit]}{unit}"
