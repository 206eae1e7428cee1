"""Settings that an owner could choose, as options: `leads reschedule --dry-run` shows which due times would move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, TypeVar

import typer

from application.accounts.commands import Decision
from application.ports.holiday_calendar import HolidayCalendar
from domain.account.account import Account
from domain.account.decisions import (
    choose_holidays,
    choose_quiet_hours,
    choose_send_time,
    choose_working_days,
    confirm_zone,
)
from domain.account.preference_words import NONE, read_quiet_hours, read_time, read_working_days
from domain.worktime import QuietHours

T = TypeVar("T")

TimeZoneOption = Annotated[str | None, typer.Option("--timezone", help="With --owner: an IANA name, Europe/Kyiv.")]
SendTimeOption = Annotated[str | None, typer.Option("--send-time", help="With --owner: a time of day, 09:30.")]
QuietOption = Annotated[str | None, typer.Option("--quiet-hours", help="With --owner: 20:00-08:00, or none.")]
WorkdaysOption = Annotated[str | None, typer.Option("--workdays", help="With --owner: mon-fri, or mon,wed,fri.")]
HolidaysOption = Annotated[str | None, typer.Option("--holidays", help="With --owner: a country, or none.")]


@dataclass(frozen=True, slots=True)
class OtherSettings:
    """As typed; None keeps the setting."""

    timezone: str | None = None
    send_time: str | None = None
    quiet_hours: str | None = None
    workdays: str | None = None
    holidays: str | None = None

    @property
    def are_any(self) -> bool:
        return self != OtherSettings()

    def decision(self, calendar: HolidayCalendar) -> Decision:
        """Choose all of them. Raise ``typer.BadParameter`` for a text that cannot be read."""
        send_time = _read(read_time, self.send_time)
        working_days = _read(read_working_days, self.workdays)
        country = _read(lambda text: _country(text, calendar), self.holidays)
        quiet = None if self.quiet_hours is None else (_read(read_quiet_hours, self.quiet_hours),)

        def decide(account: Account, now: datetime) -> None:
            if self.timezone is not None:
                account.record(confirm_zone(account.state, self.timezone, at=now))
            if working_days is not None:
                account.record(choose_working_days(account.state, working_days, at=now))
            if country is not None:
                account.record(choose_holidays(account.state, country, at=now))
            _choose_hours(account, send_time, quiet, now)

        return decide


def _choose_hours(
    account: Account, send_time: time | None, quiet: tuple[QuietHours | None] | None, now: datetime
) -> None:
    """Both at once: the new send time may lie in the old quiet hours."""
    kept = account.state.preferences.quiet_hours
    if send_time is not None:
        account.record(choose_quiet_hours(account.state, None, at=now))
        account.record(choose_send_time(account.state, send_time, at=now))
    if send_time is not None or quiet is not None:
        account.record(choose_quiet_hours(account.state, quiet[0] if quiet else kept, at=now))


def _country(text: str, calendar: HolidayCalendar) -> str:
    if text.strip().casefold() == NONE:
        return ""
    code = calendar.country_named(text)
    if code is None:
        raise ValueError("name a country, as DE or Germany, or none")
    return code


def _read(read: Callable[[str], T], text: str | None) -> T | None:
    if text is None:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text[:60]!r}: {error}") from error
