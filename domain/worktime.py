"""When in their day an owner wants to be reminded."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class WorkTime:
    """An owner's zone and the wall-clock time at which reminders come when nothing says otherwise."""

    zone: ZoneInfo
    send_time: time

    def next_send_at(self, after: datetime) -> datetime:
        """The first send time strictly after ``after`` (aware), as UTC.

        A wall time that comes twice is the first of the two; one that a DST change skips is as much later on the
        new clock (02:30 becomes 03:30).
        """
        local = after.astimezone(self.zone)
        today = self._send_at(local, days=0)
        return today if today > after else self._send_at(local, days=1)

    def _send_at(self, local: datetime, *, days: int) -> datetime:
        wall = datetime.combine(local.date() + timedelta(days=days), self.send_time, tzinfo=self.zone)
        return wall.astimezone(UTC)
