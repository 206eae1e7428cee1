"""The times that a note names, and what each is for."""

from domain.timing.notes.finding import find_timings
from domain.timing.notes.found_timing import FoundTiming, Task, TimingRole

__all__ = ["FoundTiming", "Task", "TimingRole", "find_timings"]
