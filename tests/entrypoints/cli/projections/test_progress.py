"""How far a rebuild is, as people see it."""

import io
from datetime import timedelta

import pytest
from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bars

from adapters.memory.manual_clock import ManualClock
from application.projections.progress import Phase, Progress
from entrypoints.cli.projections.progress import BarsOfProgress, LinesOfProgress, Pace
from tests.support.leads import MONDAY_9AM

SECOND = timedelta(seconds=1)


def progress(done: int, phase: Phase = Phase.FOLDING) -> Progress:
    return Progress("lead_list", phase, done, 1000, position=1200, head=1234)


def test_the_pace_is_that_of_this_run_and_says_how_long_it_takes() -> None:
    clock = ManualClock(MONDAY_9AM)
    pace = Pace(clock)

    resumed = pace.text(progress(200))
    clock.advance(2 * SECOND)
    later = pace.text(progress(600))

    assert resumed == "200 of 1000 events, position 1200 of 1234"
    assert later == "600 of 1000 events, position 1200 of 1234, 200 events/s, 2 s left"


def test_each_phase_has_a_pace_of_its_own() -> None:
    clock = ManualClock(MONDAY_9AM)
    pace = Pace(clock)
    pace.text(progress(0))
    clock.advance(100 * SECOND)
    pace.text(progress(0, Phase.COMPARING))
    clock.advance(SECOND)

    assert pace.text(progress(500, Phase.COMPARING)).endswith("500 rows/s, 1 s left")


def test_a_line_comes_with_each_phase_and_every_two_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    clock = ManualClock(MONDAY_9AM)
    lines = LinesOfProgress(clock)

    for second in range(5):
        lines.report(progress(100 * second))
        lines.report(progress(100 * second + 50))
        clock.advance(SECOND)
    lines.report(progress(0, Phase.SWAPPING))

    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(",")[:2] for line in said.err.splitlines()] == [
        ["lead_list: folding", " 0 of 1000 events"],
        ["lead_list: folding", " 200 of 1000 events"],
        ["lead_list: folding", " 400 of 1000 events"],
        ["lead_list: swapping", " position 1200"],
    ]


def test_on_a_terminal_each_phase_is_a_bar() -> None:
    screen = io.StringIO()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[text]}"))
    with Bars(*columns, console=Console(file=screen, force_terminal=True, width=200)) as bars:
        shown = BarsOfProgress(ManualClock(MONDAY_9AM), bars)
        shown.report(progress(0))
        shown.report(progress(1000))
        shown.report(progress(1, Phase.SWAPPING))

        assert [task.description for task in bars.tasks] == ["lead_list: folding", "lead_list: swapping"]
        assert [task.completed for task in bars.tasks] == [1000, 1]
    assert "1000 of 1000 events, position 1200 of 1234" in screen.getvalue()
