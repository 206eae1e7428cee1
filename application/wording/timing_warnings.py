"""What was decided for the owner when a planner's words could be read in more than one way."""

from domain.timing import TimingWarning

WARNING_PHRASES = {
    TimingWarning.ONLY_THE_FIRST: "it comes again and again; only the first time is planned",
    TimingWarning.SEVERAL_TIMES: "several times were named; the first one counts",
    TimingWarning.VAGUE_NUMBER: "how many was not said exactly",
    TimingWarning.CLAMPED_TO_PREVIOUS: "it would have come before the step above, so it comes with it",
    TimingWarning.LABELS_COUNT_WHOLE_UNITS: "“Week 1” is read as one week after the start, to keep the order",
    TimingWarning.DELAYS_READ_AS_GAPS: "its days are counted from the step above",
    TimingWarning.DELAY_AGAINST_TIMING: "the plan gave two different times; the number of days counts",
    TimingWarning.CLAMPED_TO_A_YEAR: "it would be more than a year ahead, so it is planned a year from now",
}


def warning_words(code: str) -> str:
    """The code itself for one that only another version of this program knows."""
    known = {warning.value: words for warning, words in WARNING_PHRASES.items()}
    return known.get(code, code)
