"""``accounts``: one line for each owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.account.preference_words import write_quiet_hours, write_time, write_working_days
from domain.account.state import AccountState


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row; its key is ``account_id``. Preferences are written as in the settings; ``paused_until`` is ISO 8601,
    empty for none."""

    account_id: UUID
    bot_id: int
    owner_id: int
    chat_id: int
    zone: str
    zone_confirmed_at: datetime | None
    send_time: str
    quiet_hours: str
    working_days: str
    holiday_country: str
    language: str
    follow_ups: bool
    paused_until: str
    unreachable_since: datetime | None
    admitted_at: datetime | None
    blocked_since: datetime | None
    opened_at: datetime
    version: int

    @property
    def key(self) -> UUID:
        return self.account_id


def account_rows(state: AccountState) -> Sequence[AccountRow]:
    preferences = state.preferences
    return [
        AccountRow(
            account_id=state.account_id,
            bot_id=state.bot_id,
            owner_id=state.owner_id,
            chat_id=state.chat_id,
            zone=preferences.zone,
            zone_confirmed_at=state.zone_confirmed_at,
            send_time=write_time(preferences.send_time),
            quiet_hours=write_quiet_hours(preferences.quiet_hours),
            working_days=write_working_days(preferences.working_days),
            holiday_country=preferences.holiday_country,
            language=preferences.language,
            follow_ups=preferences.follow_ups,
            paused_until=state.paused_until.isoformat() if state.paused_until else "",
            unreachable_since=state.unreachable_since,
            admitted_at=state.admitted_at,
            blocked_since=state.blocked_since,
            opened_at=state.opened_at,
            version=state.version,
        )
    ]
