"""The answer of the timing grammar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TimingStatus(StrEnum):
    OK = "ok"
    UNKNOWN = "unknown"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Timing:
    """``at`` has the awareness of the base and is None unless ``status`` is ok. ``rule`` names the rule that read
    ``matched``, the words used."""

    status: TimingStatus
    at: datetime | None = None
    rule: str = ""
    matched: str = ""
