"""An owner's settings as a person reads them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.accounts.queries import AccountView
from application.accounts.working_time import WorkTimes
from application.ports.holiday_calendar import HolidayCalendar
from application.wording.phrases import shortened
from application.wording.setting_values import Field
from domain.account.preference_words import NONE, write_quiet_hours, write_time, write_working_days
from domain.account.preferences import LANGUAGES, Preferences

COMING = timedelta(days=365)
LONGEST_NAME = 50
"""Of a holiday: a toast has at most 200 characters."""
MARTIAL_LAW = "the law has suspended them under martial law"


@dataclass(frozen=True, slots=True)
class SettingView:
    account: AccountView
    work_times: WorkTimes
    now: datetime

    @property
    def preferences(self) -> Preferences:
        return self.account.state.preferences if self.account.state else self.work_times.defaults

    @property
    def calendar(self) -> HolidayCalendar:
        return self.work_times.calendar

    @property
    def today(self) -> date:
        return self.now.astimezone(self.account.clock.zone).date()

    @property
    def paused_until(self) -> date | None:
        """None also for a pause that is over."""
        until = self.account.state.paused_until if self.account.state else None
        return until if until and until > self.today else None

    def value(self, field: Field) -> str:
        """The present value, in a few words."""
        preferences = self.preferences
        match field:
            case Field.ZONE:
                return f"{preferences.zone}, where it is {self.account.clock.shows(self.now)}{self._doubt()}"
            case Field.SEND_TIME:
                return write_time(preferences.send_time)
            case Field.QUIET:
                return dashed(write_quiet_hours(preferences.quiet_hours))
            case Field.DAYS:
                return days_in_words(preferences.working_days)
            case Field.HOLIDAYS:
                return self._country()
            case Field.LANGUAGE:
                return LANGUAGES[preferences.language]
            case Field.FOLLOW_UPS:
                return "on" if preferences.follow_ups else "off"
            case _:
                until = self.paused_until
                return f"until {self.account.clock.day(until)}" if until else "reminders come"

    def coming_holidays(self) -> list[tuple[date, str]]:
        """Of the coming year, in order."""
        last = self.today + COMING
        days = self.calendar.days(self.preferences.holiday_country, range(self.today.year, last.year + 1))
        return [(day, name) for day, name in sorted(days.items()) if self.today <= day <= last]

    def holiday_note(self) -> str:
        """About the coming holidays of the country; empty without one."""
        country = self.preferences.holiday_country
        if not country:
            return ""
        coming = self.coming_holidays()
        if coming:
            day, name = coming[0]
            return f"The next one is {self.account.clock.day(day)}, {shortened(name, LONGEST_NAME)}."
        why = MARTIAL_LAW if country == "UA" else "I know of none there in the coming year"
        return f"For now it changes nothing: {why}."

    def _country(self) -> str:
        country = self.preferences.holiday_country
        if not country:
            return NONE
        name = dict(self.calendar.countries()).get(country, country)
        return name if self.coming_holidays() else f"{name} (no days off at present)"

    def _doubt(self) -> str:
        return "" if self.account.clock.is_confirmed else " (not confirmed yet)"


def days_in_words(days: frozenset[int]) -> str:
    """``Mon-Fri`` with a dash, ``every day``."""
    return "every day" if len(days) == 7 else dashed(write_working_days(days).title().replace(",", ", "))


def dashed(written: str) -> str:
    return written.replace("-", "–")
