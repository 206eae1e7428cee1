"""How many times of notes are found: ``python -m tests.domain.timing.notes.figures [FILE]``.

A line of a file is a note with its times: ``words`` as they stand in the text, ``kind``, ``task``, and ``at``, the day
or the minute (of a deadline its end), counted from Tuesday 2026-12-01 10:00 in Kyiv.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.timing import TimingKind
from domain.timing.notes import FoundTiming, find_timings

TIMING_TESTS = Path(__file__).parents[1]
TABLE = TIMING_TESTS / "notes_with_times.jsonl"
FRESH = TIMING_TESTS / "notes_with_times_fresh.jsonl"
"""Written after the rules, which were not changed for them."""
BASE = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/Kyiv"))
Row = Mapping[str, Any]  # as JSON has it


@dataclass(frozen=True, slots=True)
class Answer:
    """Of a note: its times, the found one of each, and those found that are none of them. Of ``wrong`` those
    ``of_other_kind`` have the right moment."""

    text: str
    expected: Sequence[Row]
    found: Sequence[FoundTiming | None]
    wrong: Sequence[FoundTiming]
    of_other_kind: Sequence[FoundTiming]


def answers(path: Path = TABLE) -> list[Answer]:
    return [_answer(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _answer(row: Row) -> Answer:
    text, expected = row["text"], row["times"]
    found = find_timings(text, BASE)
    placed = [next((one for one in found if _is_it(one, time, text)), None) for time in expected]
    is_right = [one is not None and one.kind == time["kind"] for one, time in zip(placed, expected, strict=True)]
    matching = [one if right else None for one, right in zip(placed, is_right, strict=True)]
    of_other_kind = [one for one, right in zip(placed, is_right, strict=True) if one is not None and not right]
    wrong = [one for one in found if one not in matching]
    return Answer(text, expected, matching, wrong, of_other_kind)


def _is_it(found: FoundTiming, time: Row, text: str) -> bool:
    """The same place and moment; kind and task are counted apart."""
    first = text.index(time["words"])
    at = found.timing.until if found.timing.kind is TimingKind.DEADLINE else found.timing.at
    overlaps = found.first < first + len(time["words"]) and first < found.after
    return overlaps and at is not None and _told(at, time["at"]) == time["at"]


def _told(at: datetime, expected: str) -> str:
    return f"{at:%Y-%m-%dT%H:%M}" if "T" in expected else f"{at:%Y-%m-%d}"


def share_found(given: Sequence[Answer]) -> float:
    times = [one for answer in given for one in answer.found]
    return sum(one is not None for one in times) / len(times)


def share_of_right_tasks(given: Sequence[Answer]) -> float:
    tasks = [bool(one.task == time["task"]) for answer in given for one, time in _pairs(answer) if one]
    return sum(tasks) / len(tasks)


def count_wrong(given: Sequence[Answer]) -> int:
    return sum(len(answer.wrong) for answer in given)


def count_of_wrong_moments(given: Sequence[Answer]) -> int:
    return count_wrong(given) - sum(len(answer.of_other_kind) for answer in given)


def _pairs(answer: Answer) -> Iterable[tuple[FoundTiming | None, Row]]:
    return zip(answer.found, answer.expected, strict=True)


def report(given: Sequence[Answer]) -> Iterable[str]:
    count = sum(len(answer.expected) for answer in given)
    yield (
        f"{len(given)} notes with {count} times: {share_found(given):.1%} found with their moment and kind, "
        f"{share_of_right_tasks(given):.1%} of these with their task, {count_wrong(given)} silently wrong, "
        f"{sum(len(answer.of_other_kind) for answer in given)} of them by their kind alone"
    )
    for answer in given:
        for found, time in _pairs(answer):
            if found is None:
                yield f"  not found: {time['words']!r} {time['kind']} {time['at']} in {answer.text!r}"
            elif found.task != time["task"]:
                yield f"  task {found.task.value}, not {time['task']}: {time['words']!r} in {answer.text!r}"
        for wrong in answer.wrong:
            yield f"  wrong: {wrong.words!r} as {wrong.kind.value} {wrong.timing.at} in {answer.text!r}"


def main(arguments: Sequence[str]) -> None:
    for line in report(answers(Path(arguments[0]) if arguments else TABLE)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
