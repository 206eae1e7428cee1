"""How often what a message is was read right: ``python -m tests.domain.intent.message_figures``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.intent import Intent, read_message

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    expected: Intent

    @property
    def read(self) -> Intent:
        return read_message(self.text).intent

    @property
    def is_right(self) -> bool:
        """A note that is asked about is no mistake, only a question more; it counts as missed all the same."""
        return self.read is self.expected


def cases(name: str) -> Sequence[Case]:
    return list(_cases((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _cases(text: str) -> Iterator[Case]:
    intent = Intent.UNCLEAR
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            intent = Intent(line.strip("[]"))
        else:
            yield Case(line, intent)


def figures(found: Sequence[Case]) -> str:
    right = sum(case.is_right for case in found)
    wrong = [case for case in found if case.read is Intent.NOTE is not case.expected]
    lines = [f"{len(found)} messages: {100 * right / len(found):.1f} % right, {len(wrong)} wrongly a note"]
    lines += [f"  {case.expected}: {case.text!r} was read as {case.read}" for case in found if not case.is_right]
    return "\n".join(lines)


if __name__ == "__main__":
    for name in ("messages", "fresh"):
        print(f"{name}: {figures(cases(name))}")  # noqa: T201  # its output
