"""Rows that are not as they should be, by name."""

from application.projections.comparison import Comparison
from entrypoints.cli.output import say


def say_differences(comparison: Comparison) -> None:
    """The first of them, and how many more there are."""
    for difference in comparison.differences:
        columns = f" in {', '.join(difference.columns)}" if difference.columns else ""
        say(f"  {difference.kind}: {difference.key}{columns}")
    if comparison.count > len(comparison.differences):
        say(f"  … and {comparison.count - len(comparison.differences)} more")
