"""The truth about every request, in the order of arrival. Nothing is ever taken out or put in between."""

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tests.faults.bot_api.arrival import Arrival, json_of
from tests.faults.bot_api.call import Call
from tests.faults.bot_api.limits import Violation


@dataclass(frozen=True, slots=True)
class Counts:
    """Requests by method, and violations by kind. ``undecided`` are those that may still be accepted."""

    arrived: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Record:
    """Arrivals are spoken of by their number. What is noted about one that was forgotten is forgotten too."""

    counts: Counts = field(default_factory=Counts)
    _arrivals: list[Arrival] = field(default_factory=list)
    _forgotten: int = 0

    def arrived(self, call: Call) -> Arrival:
        arrival = Arrival(
            number=self._forgotten + len(self._arrivals) + 1,
            method=call.method,
            chat_id=call.chat_id,
            text=call.text,
            reply_markup=call.fields.get("reply_markup", ""),
            arrived_at=datetime.now(UTC),
            arrived_mono=time.monotonic(),
        )
        self._arrivals.append(arrival)
        self.counts.arrived[call.method] += 1
        self.counts.undecided[call.method] += 1
        return arrival

    def met(self, number: int, fault: str, violation: Violation | None = None) -> None:
        if self._note(number, fault=fault, violation=violation) and violation:
            self.counts.violations[violation.value] += 1

    def killed(self, number: int, pid: int) -> None:
        self._note(number, killed=pid)

    def accepted(self, number: int, message_id: int | None) -> None:
        moment = {"accepted_at": datetime.now(UTC), "accepted_mono": time.monotonic()}
        if noted := self._note(number, accepted=True, message_id=message_id, **moment):
            self.counts.accepted[noted.method] += 1

    def decided(self, number: int) -> None:
        if noted := self._note(number, decided=True):
            self.counts.undecided[noted.method] -= 1

    def answered(self, number: int, status: int) -> None:
        self._note(number, status=status, answered_mono=time.monotonic())

    def forget(self) -> None:
        """Numbers go on, so that none is ever given twice."""
        self._forgotten += len(self._arrivals)
        self._arrivals.clear()
        self.counts = Counts()

    def as_json(self, after: int = 0) -> str:
        return json_of(self._arrivals[max(0, after - self._forgotten) :])

    def _note(self, number: int, **known: Any) -> Arrival | None:
        place = number - self._forgotten - 1
        if place < 0:
            return None
        self._arrivals[place] = replace(self._arrivals[place], **known)
        return self._arrivals[place]
