"""An owner's working hours, and the moments that they allow."""

from dataclasses import dataclass
from datetime import datetime

from domain.due_time import Meant
from domain.worktime.resolving import Resolved, resolved
from domain.worktime.working_hours import WorkingHours


@dataclass(frozen=True, slots=True)
class WorkTime(WorkingHours):
    """When an owner is reminded. Instants in are aware, instants out are in UTC; no method raises or hangs."""

    def resolve(self, meant: Meant, *, now: datetime, until: Meant | None = None) -> Resolved:
        """The moment that was meant, or the next send time when that is not allowed.

        A deadline ``until`` that this would miss moves it back instead, to the last send time before, or to now.
        A moment that passed today is due now, a moment of an earlier day at the next send time. Never before now.
        """
        return resolved(self, meant, now=now, until=until)
