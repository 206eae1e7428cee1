"""When an owner does not want to hear from Leadbell, by their clock."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` to just before ``end``, over midnight when it is the later one; none when they are equal."""

    start: time
    end: time

    def contains(self, wall_time: time) -> bool:
        if self.start <= self.end:
            return self.start <= wall_time < self.end
        return wall_time >= self.start or wall_time < self.end


NIGHT = QuietHours(time(20, 0), time(8, 0))
