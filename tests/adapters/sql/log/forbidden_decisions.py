"""Decisions are forbidden: a replay must do without grammar, calendar and zones."""

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest

from domain.worktime import WorkTime

ROOMS = ("domain", "application", "adapters")
DECIDING = ("domain.timing", "domain.worktime", "domain.plan.plan_dates", "adapters.holiday_calendar")


def forbid_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every function that reads words, knows holidays or asks a zone raises, wherever it has been imported to."""
    for module, name, value in _of_ours():
        is_deciding = isinstance(value, FunctionType) and value.__module__.startswith(DECIDING)
        if is_deciding or value is ZoneInfo:
            monkeypatch.setattr(module, name, _never)
    for name in ("resolve", "next_send_at", "first_allowed", "working_day_after", "is_working_day"):
        monkeypatch.setattr(WorkTime, name, _never)


def _never(*args: object, **kwargs: object) -> NoReturn:
    raise AssertionError("a replay asked the grammar, the calendar or the zone database")


def _of_ours() -> Iterator[tuple[ModuleType, str, object]]:
    modules = [module for name, module in list(sys.modules.items()) if name.split(".")[0] in ROOMS]
    return ((module, name, value) for module in modules for name, value in list(vars(module).items()))
