"""Each owner's working time, from their account and the calendar of their country."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from application.ports.holiday_calendar import HolidayCalendar
from application.ports.transaction import Transaction
from application.wording.wall_clock import WallClock
from domain.account.account import Account
from domain.account.preferences import Preferences
from domain.account.state import AccountState
from domain.worktime import WorkTime

YEARS_AHEAD = 2
"""A step is due within a year; then it may be snoozed, from holiday to holiday."""


@dataclass(frozen=True, slots=True)
class WorkTimes:
    """``defaults`` are for owners without an account, and for new accounts."""

    defaults: Preferences
    calendar: HolidayCalendar

    def of_account(self, account: Account | None, *, now: datetime) -> WorkTime:
        return self.of_state(account.state if account else None, now=now)

    def of_state(self, state: AccountState | None, *, now: datetime) -> WorkTime:
        """With the holidays from last year to two years from ``now``."""
        preferences = state.preferences if state else self.defaults
        years = range(now.year - 1, now.year + YEARS_AHEAD + 1)
        country = preferences.holiday_country
        return WorkTime(
            zone=ZoneInfo(preferences.zone),
            send_time=preferences.send_time,
            quiet=preferences.quiet_hours,
            working_days=preferences.working_days,
            holidays=self.calendar.days(country, years) if country else {},
            paused_until=state.paused_until if state else None,
        )

    async def wall_clock(self, tx: Transaction, owner_id: int) -> WallClock:
        account = await tx.account_log.load(owner_id)
        return self.wall_clock_of(account.state if account else None)

    def wall_clock_of(self, state: AccountState | None) -> WallClock:
        preferences = state.preferences if state else self.defaults
        is_confirmed = state is not None and state.zone_confirmed_at is not None
        return WallClock(ZoneInfo(preferences.zone), preferences.language, is_confirmed=is_confirmed)
