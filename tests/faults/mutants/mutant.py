"""A fault as a change to the text of the program."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """``old`` stands exactly once in the file at ``path``, so that a fault cannot silently be none."""

    path: str
    old: str
    new: str

    def fits(self, folder: Path) -> bool:
        return (folder / self.path).read_text().count(self.old) == 1

    def apply(self, folder: Path) -> None:
        file = folder / self.path
        text = file.read_text()
        if text.count(self.old) != 1:
            raise LookupError(f"{self.path} has this {text.count(self.old)} times: {self.old}")
        file.write_text(text.replace(self.old, self.new))


@dataclass(frozen=True, slots=True)
class Mutant:
    """``killer`` is the test that must fail; ``on`` is a part of the names of its cases, when it has many."""

    name: str
    killer: str
    edits: tuple[Edit, ...]
    on: str


def mutant(name: str, killer: str, *edits: Edit, on: str = "") -> Mutant:
    return Mutant(name, killer, edits, on)
