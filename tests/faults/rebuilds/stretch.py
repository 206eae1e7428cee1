"""Stretches of time, kept in files from one process to another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stretch:
    """By the monotonic clock, which all processes of a machine share."""

    began: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    def meets(self, other: "Stretch") -> bool:
        return self.began < other.ended and other.began < self.ended


def keep_stretches(file: Path, stretches: Sequence[Stretch]) -> None:
    file.write_text(json.dumps([(one.began, one.ended) for one in stretches]))


def stretches_in(file: Path) -> Sequence[Stretch]:
    return [Stretch(began, ended) for began, ended in json.loads(file.read_text())]
