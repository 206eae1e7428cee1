"""The meaning of a step's timing words: pure, total functions from words and a base to an instant."""

from domain.timing.grammar import GRAMMAR_VERSION, parse_timing
from domain.timing.plan_reading import read_plan
from domain.timing.reckoning import monday_to_friday
from domain.timing.step_timing import StepTiming, parse_step_due_date, step_timing
from domain.timing.timing import Grain, Timing, TimingKind, TimingStatus, TimingWarning

__all__ = [
    "GRAMMAR_VERSION",
    "Grain",
    "StepTiming",
    "Timing",
    "TimingKind",
    "TimingStatus",
    "TimingWarning",
    "monday_to_friday",
    "parse_step_due_date",
    "parse_timing",
    "read_plan",
    "step_timing",
]
