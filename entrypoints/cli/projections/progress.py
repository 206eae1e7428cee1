"""How far a rebuild is: bars on a terminal, lines elsewhere. On stderr, so that JSON stays whole."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from application.ports.clock import Clock
from application.projections.progress import Phase, Progress, Report

LINE_EVERY_S = 2.0


@contextmanager
def progress_shown(clock: Clock) -> Iterator[Report]:
    """Show what is reported within the block."""
    if not sys.stderr.isatty():
        yield LinesOfProgress(clock).report
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[text]}"))
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield BarsOfProgress(clock, bars).report


class Pace:
    """How fast a phase goes, since its first report."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._phase: tuple[str, Phase] | None = None
        self._began_at = 0.0
        self._began_with = 0

    def text(self, progress: Progress) -> str:
        self._begin(progress)
        unit = "rows" if progress.phase is Phase.COMPARING else "events"
        if progress.phase is Phase.SWAPPING:
            return f"position {progress.position}"
        parts = [f"{progress.done} of {progress.total} {unit}", f"position {progress.position} of {progress.head}"]
        seconds = self._clock.monotonic() - self._began_at
        if seconds > 0 and progress.done > self._began_with:
            rate = (progress.done - self._began_with) / seconds
            parts += [f"{rate:.0f} {unit}/s", f"{(progress.total - progress.done) / rate:.0f} s left"]
        return ", ".join(parts)

    def _begin(self, progress: Progress) -> None:
        if self._phase != (progress.projection, progress.phase):
            self._phase = progress.projection, progress.phase
            self._began_at, self._began_with = self._clock.monotonic(), progress.done


class LinesOfProgress:
    """One at the beginning of each phase, then one every two seconds at most."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pace = Pace(clock)
        self._last: tuple[str, Phase] | None = None
        self._said_at = 0.0

    def report(self, progress: Progress) -> None:
        text, phase, now = self._pace.text(progress), (progress.projection, progress.phase), self._clock.monotonic()
        if phase != self._last or now - self._said_at >= LINE_EVERY_S:
            self._last, self._said_at = phase, now
            typer.echo(f"{progress.projection}: {progress.phase}, {text}", err=True)


class BarsOfProgress:
    """One bar for each phase of each projection."""

    def __init__(self, clock: Clock, bars: Bars) -> None:
        self._pace = Pace(clock)
        self._bars = bars
        self._tasks: dict[tuple[str, Phase], TaskID] = {}

    def report(self, progress: Progress) -> None:
        text, phase = self._pace.text(progress), (progress.projection, progress.phase)
        if phase not in self._tasks:
            self._tasks[phase] = self._bars.add_task(f"{progress.projection}: {progress.phase}", text=text)
        self._bars.update(self._tasks[phase], completed=progress.done, total=max(1, progress.total), text=text)
