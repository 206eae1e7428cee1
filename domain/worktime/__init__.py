"""From a meaning to the right moment in the owner's day: zone, working days, quiet hours, holidays, pauses."""

from domain.worktime.civil_time import instant_of
from domain.worktime.quiet_hours import NIGHT, QuietHours
from domain.worktime.resolving import Resolved
from domain.worktime.work_time import WorkTime
from domain.worktime.working_hours import MONDAY_TO_FRIDAY

__all__ = ["MONDAY_TO_FRIDAY", "NIGHT", "QuietHours", "Resolved", "WorkTime", "instant_of"]
