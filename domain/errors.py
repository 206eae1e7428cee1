"""The refusals of the domain: a rule said no, and no event was recorded.

DomainError
├── NoteRefused            the note is empty or too long to be kept as one
├── LeadError              has the lead's id
│   ├── LeadIsDeleted      only restoring, or erasing, is possible now
│   │   └── LeadIsErased   nothing is possible any more
│   ├── LeadIsNotDeleted   there is nothing to restore
│   ├── LeadHasNoPlan      its plan is still being written
│   └── LeadIsTooOld       it is not followed up any more
├── PlanRefused            its number is not the next one, or its steps are not 1 to n
├── UnknownPlan            the lead never had a plan of that number
├── PlanSuperseded         the plan spoken of is not the lead's present one
├── UnknownStep            the plan has no such step
├── SnoozeRefused          the moment asked for has passed
├── StepIsClosed           the step is done or skipped
├── ReminderRefused        has the reminder, its generation and the reason
│   ├── ClaimRefused       this generation of the reminder may not be sent (any more)
│   └── RequeueRefused     this generation of the reminder may not be sent once more
├── TimingRefused          the owner's words are no time, or none ahead within a year
├── UnknownCountry         there is no calendar of a country with that code
├── UnknownZone            there is no time zone of that name
├── SendTimeIsQuiet        the send time would lie in the quiet hours
├── NoWorkingDays          an owner works on one day of the week at least
└── PauseRefused           the day until which to pause is not ahead, or too far
"""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID


class DomainError(Exception):
    """A rule refused; no event was recorded."""


class NoteRefused(DomainError):
    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"a note has 1 to {limit} characters, this one has {length}")
        self.length = length
        self.limit = limit


class LeadError(DomainError):
    """A rule about one lead; ``problem`` completes the sentence that begins with its id."""

    problem: str

    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"lead {lead_id} {self.problem}")
        self.lead_id = lead_id


class LeadIsDeleted(LeadError):
    problem = "is deleted"


class LeadIsErased(LeadIsDeleted):
    problem = "was erased: it cannot be brought back"


class LeadIsNotDeleted(LeadError):
    problem = "is not deleted"


class LeadHasNoPlan(LeadError):
    problem = "has no plan yet"


class LeadIsTooOld(LeadError):
    problem = "is 60 days old: it is not followed up any more"


class PlanRefused(DomainError):
    """Recorded, it would give spent reminders a second life."""

    def __init__(self, *, number: int, expected: int, step_ids: list[int]) -> None:
        super().__init__(f"plan {number} with steps {step_ids} cannot follow: expected plan {expected}, steps 1 to n")
        self.number = number
        self.expected = expected
        self.step_ids = step_ids


class SnoozeRefused(DomainError):
    def __init__(self, until: datetime) -> None:
        super().__init__(f"{until} has passed")
        self.until = until


class UnknownPlan(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(f"there is no plan {number}")
        self.number = number


class PlanSuperseded(DomainError):
    def __init__(self, *, asked: int, present: int) -> None:
        super().__init__(f"plan {asked} was replaced by plan {present}")
        self.asked = asked
        self.present = present


class UnknownStep(DomainError):
    def __init__(self, step_id: int) -> None:
        super().__init__(f"the plan has no step {step_id}")
        self.step_id = step_id


class StepIsClosed(DomainError):
    def __init__(self, step_id: int) -> None:
        super().__init__(f"step {step_id} is done or skipped")
        self.step_id = step_id


class ReminderRefused(DomainError):
    problem: str

    def __init__(self, reminder: object, *, generation: int, reason: str) -> None:
        super().__init__(f"reminder {reminder}, generation {generation}{self.problem}: {reason}")
        self.reminder = reminder
        self.generation = generation
        self.reason = reason


class ClaimRefused(ReminderRefused):
    problem = ""


class RequeueRefused(ReminderRefused):
    problem = ", is not to be sent again"


_NOT_AHEAD = "not ahead within a year"
_NO_TIME = "no time that we can read; write, for example, in 3 days, or next Monday at 14:00"


class TimingRefused(DomainError):
    """``is_time``: the words are one, but it has passed or is more than a year ahead."""

    def __init__(self, words: str, *, is_time: bool) -> None:
        super().__init__(f"{words[:60]!r} is {_NOT_AHEAD if is_time else _NO_TIME}")
        self.words = words
        self.is_time = is_time


class UnknownCountry(DomainError):
    def __init__(self, country: str) -> None:
        super().__init__(f"there is no calendar of {country[:10]!r}")
        self.country = country


class UnknownZone(DomainError):
    def __init__(self, zone: str) -> None:
        super().__init__(f"there is no time zone {zone[:60]!r}; write its name as Europe/Kyiv")
        self.zone = zone


class SendTimeIsQuiet(DomainError):
    def __init__(self, send_time: time) -> None:
        super().__init__(f"{send_time:%H:%M} lies in the quiet hours")
        self.send_time = send_time


class NoWorkingDays(DomainError):
    def __init__(self, working_days: Collection[int]) -> None:
        super().__init__("an owner works on one to seven days of the week")
        self.working_days = working_days


class PauseRefused(DomainError):
    def __init__(self, until: date) -> None:
        super().__init__(f"{until} is not a day from tomorrow to a year from now")
        self.until = until
