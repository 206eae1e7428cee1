"""A whole plan at once: the meaning of its labels and delays shows only when its steps are seen together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from domain.due_time import GivenBy
from domain.timing.reckoning import LONGEST_DAYS, Reckoning, WorkingDays, instant, monday_to_friday
from domain.timing.rules import labels
from domain.timing.step_timing import StepTiming, delay_days_of, delayed, said_or_spaced, timing_of
from domain.timing.timing import Timing, TimingWarning, with_warning

_CLOSE = timedelta(days=1)


def read_plan(
    steps: Sequence[Mapping[str, object]], base: datetime, *, is_working_day: WorkingDays = monday_to_friday
) -> tuple[StepTiming, ...]:
    """A timing for each step, in their order; never raises.

    "Week N" and "Month N" mean N-1 units where the plan then increases, else N units where it then does, else the
    previous step's time at the earliest. Delays that are evidently gaps are added up. A delay wins against words that
    say another day, with a warning.
    """
    reckoning = Reckoning(base, is_working_day)
    labels_from_start = _read_steps(steps, reckoning)
    if not any(map(_is_label, labels_from_start)) or _increase(labels_from_start):
        return tuple(labels_from_start)
    whole_units = _read_steps(steps, replace(reckoning, labels_from=1))
    if _increase(whole_units):
        return tuple(
            _warned(step, TimingWarning.LABELS_COUNT_WHOLE_UNITS) if _is_label(step) else step for step in whole_units
        )
    return tuple(accumulate(labels_from_start, _not_before))


def _read_steps(steps: Sequence[Mapping[str, object]], reckoning: Reckoning) -> list[StepTiming]:
    timings = [timing_of(step, reckoning) for step in steps]
    delays = [delay_days_of(step) for step in steps]
    if _are_gaps(delays, timings, reckoning.base):
        given = [_summed(total, reckoning) for total in _running_sums(delays)]
    else:
        given = [None if delay is None else delayed(delay, reckoning) for delay in delays]
    return [
        said_or_spaced(timing, index, reckoning) if step is None else _compared(step, timing)
        for index, (step, timing) in enumerate(zip(given, timings, strict=True))
    ]


def _is_label(step: StepTiming) -> bool:
    return step.given_by is GivenBy.TIMING and step.timing.rule == labels.UNIT.id


def _increase(steps: Sequence[StepTiming]) -> bool:
    said = [instant(step.at) for step in steps if step.given_by is not GivenBy.DEFAULT]
    return all(earlier < later for earlier, later in pairwise(said))


def _not_before(previous: StepTiming, step: StepTiming) -> StepTiming:
    if not _is_label(step) or instant(step.at) >= instant(previous.at):
        return step
    timing = replace(step.timing, at=previous.at, until=max(step.timing.until or previous.at, previous.at))
    return _warned(replace(step, timing=timing, at=previous.at), TimingWarning.CLAMPED_TO_PREVIOUS)


def _are_gaps(delays: Sequence[int | None], timings: Sequence[Timing], base: datetime) -> bool:
    """Whether they decrease, or are the differences of the days in the words; and are not those days."""
    numbers = [delay for delay in delays if delay is not None]
    if len(numbers) < 2:
        return False
    said = [None if timing.at is None else (timing.at.date() - base.date()).days for timing in timings]
    if _agree(delays, said):
        return False
    return any(later < earlier for earlier, later in pairwise(numbers)) or _agree(delays, _differences(said))


def _agree(delays: Sequence[int | None], days: Sequence[int | None]) -> bool:
    """Each step has both, and they are the same."""
    return all(None not in pair for pair in zip(delays, days, strict=True)) and list(delays) == list(days)


def _differences(days: Sequence[int | None]) -> list[int | None]:
    return [None if earlier is None or later is None else later - earlier for earlier, later in pairwise([0, *days])]


def _running_sums(delays: Sequence[int | None]) -> list[int | None]:
    sums = accumulate(delay or 0 for delay in delays)
    return [None if delay is None else total for delay, total in zip(delays, sums, strict=True)]


def _summed(total: int | None, reckoning: Reckoning) -> StepTiming | None:
    if total is None:
        return None
    step = _warned(delayed(min(total, LONGEST_DAYS), reckoning), TimingWarning.DELAYS_READ_AS_GAPS)
    return _warned(step, TimingWarning.CLAMPED_TO_A_YEAR) if total > LONGEST_DAYS else step


def _compared(step: StepTiming, timing: Timing) -> StepTiming:
    if timing.at is None or abs(instant(timing.at) - instant(step.at)) <= _CLOSE:
        return step
    return _warned(step, TimingWarning.DELAY_AGAINST_TIMING)


def _warned(step: StepTiming, warning: TimingWarning) -> StepTiming:
    return replace(step, timing=with_warning(step.timing, warning))
