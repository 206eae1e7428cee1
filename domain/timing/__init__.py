"""What a step's timing words mean: pure, total functions from words and a base to an instant."""

from domain.timing.grammar import GRAMMAR_VERSION, parse_timing
from domain.timing.step_due import parse_step_due_date, step_due_time
from domain.timing.timing import Timing, TimingStatus

__all__ = ["GRAMMAR_VERSION", "Timing", "TimingStatus", "parse_step_due_date", "parse_timing", "step_due_time"]
