"""How many phrases of a corpus the grammar reads right: ``python -m tests.domain.timing.corpus_figures [FILE]``.

A file is JSON lines in one of two forms. Ours, ``corpus.jsonl``: ``base``, ``tz``, ``expected`` and ``accept``. That of
the public suites: ``ref``, ``expected_at`` and ``bound``; what is over a year ahead is left out, for we reject it.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.timing import Grain, Timing, TimingStatus, parse_timing

CORPUS = Path(__file__).with_name("corpus.jsonl")
NUMBERS_WITHOUT_JSON: Mapping[str, object] = {'float("nan")': float("nan")}
A_MINUTE, AN_HOUR, THREE_DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=3)
MONTHS = ("month", "monat", "mes", "месяц", "місяц", "quarter", "half a year")
PERIOD_OF: Mapping[str, Callable[[datetime], object]] = {
    "week": lambda at: at.isocalendar()[:2],
    "month": lambda at: (at.year, at.month),
    "quarter": lambda at: (at.year, (at.month - 1) // 3),
}
Row = Mapping[str, Any]  # as JSON has it


@dataclass(frozen=True, slots=True)
class Judged:
    """``group`` is the category, or the language and class, that the figures are printed for."""

    group: str
    text: str
    expected: str
    timing: Timing
    is_right: bool

    @property
    def is_silently_wrong(self) -> bool:
        return not self.is_right and self.timing.status is TimingStatus.OK


def judged(path: Path = CORPUS) -> list[Judged]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_judge_public(row) if "expected_at" in row else _judge_own(row) for row in rows if not is_left_out(row)]


def texts(path: Path = CORPUS) -> list[object]:
    return [_text(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _text(row: Row) -> object:
    return NUMBERS_WITHOUT_JSON[row["py"]] if "py" in row else row["text"]


def is_left_out(row: Row) -> bool:
    return "expected_at" in row and _moment(row["expected_at"]) > _moment(row["ref"]) + timedelta(days=365)


def _judge_own(row: Row) -> Judged:
    base = datetime.fromisoformat(row["base"]).replace(tzinfo=ZoneInfo(row["tz"]))
    text = _text(row)
    timing = parse_timing(text, base)
    answers = [row, *row.get("accept", ())]
    is_right = any(_is_answer(timing, answer, base, row["grain"]) for answer in answers)
    expected = str(row.get("expected", row.get("expected_hours")))
    return Judged(row["cat"], str(text)[:70], expected, timing, is_right)


def _is_answer(timing: Timing, answer: Row, base: datetime, grain: str) -> bool:
    expected = str(answer.get("expected", ""))
    if expected == "unknown":
        return timing.status is not TimingStatus.OK
    return any(_is_moment(at, expected, answer, base, grain) for at in (timing.at, timing.until) if _counts(at, timing))


def _counts(at: datetime | None, timing: Timing) -> bool:
    """Of a deadline its end counts as well: the corpus names it as often as the time to remind."""
    return at is not None and (at == timing.at or timing.kind == "deadline")


def _is_moment(at: datetime | None, expected: str, answer: Row, base: datetime, grain: str) -> bool:
    assert at is not None
    if expected.startswith("D:"):
        return at.date() == date.fromisoformat(expected[2:])
    if expected.startswith("T:"):
        return at.replace(tzinfo=None) == _moment(expected[2:])
    hours = timedelta(hours=answer["expected_hours"])
    if grain == Grain.DAY and answer["expected_hours"] % 24 == 0:
        return at.date() == (base + hours).date()  # the base is local: its wall clock
    tolerance = A_MINUTE if grain == Grain.MINUTE else AN_HOUR / 2
    return abs(at.astimezone(UTC) - base.astimezone(UTC) - hours) <= tolerance


def _judge_public(row: Row) -> Judged:
    base, expected = _moment(row["ref"]), _moment(row["expected_at"])
    timing = parse_timing(row["text"], base)
    at = timing.until if row["bound"] == "upper" else timing.at
    is_right = at is not None and _is_close(at, expected, row)
    return Judged(f"{row['lang']} {row['class']}", row["text"], row["expected_at"], timing, is_right)


def _is_close(at: datetime, expected: datetime, row: Row) -> bool:
    """Within the grain: the same week, month or quarter where that is what was expected. Our months have 30 days, so
    phrases that name months are right within three days."""
    if row["grain"] in PERIOD_OF:
        return PERIOD_OF[row["grain"]](at) == PERIOD_OF[row["grain"]](expected)
    if any(word in row["text"].casefold() for word in MONTHS) and abs(at - expected) <= THREE_DAYS:
        return True
    if row["grain"] == "minute":
        return abs(at - expected) <= A_MINUTE
    return abs(at - expected) <= AN_HOUR / 2 if row["grain"] == "hour" else at.date() == expected.date()


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=None)


def figures(answers: Sequence[Judged]) -> Iterable[str]:
    groups, right = Counter(one.group for one in answers), Counter(one.group for one in answers if one.is_right)
    wrong = Counter(one.group for one in answers if one.is_silently_wrong)
    for group, count in sorted(groups.items()):
        yield f"{group:12} {right[group]:4} of {count:4} right, {wrong[group]:3} silently wrong"
    yield (
        f"{'all':12} {right.total():4} of {len(answers):4} right ({share_right(answers):.1%}), "
        f"{wrong.total()} silently wrong ({share_silently_wrong(answers):.1%})"
    )
    for one in answers:
        if not one.is_right:
            yield f"  miss, {one.group}: {one.text!r} expected {one.expected}, got {_told(one.timing)}"


def _told(timing: Timing) -> str:
    return f"{timing.at:%Y-%m-%dT%H:%M} by {timing.rule}" if timing.at else timing.status.value


def share_right(answers: Sequence[Judged]) -> float:
    return sum(one.is_right for one in answers) / len(answers)


def share_silently_wrong(answers: Sequence[Judged]) -> float:
    return sum(one.is_silently_wrong for one in answers) / len(answers)


def main(arguments: Sequence[str]) -> None:
    path = Path(arguments[0]) if arguments else CORPUS
    left_out = sum(is_left_out(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())
    for line in figures(judged(path)):
        sys.stdout.write(line + "\n")
    if left_out:
        sys.stdout.write(f"left out: {left_out} over a year ahead\n")


if __name__ == "__main__":
    main(sys.argv[1:])
