"""What a notification says: the sender's name, and the work there may be."""

from collections.abc import Collection
from dataclasses import dataclass

from application.ports.work import Work

CHANNEL = "leadbell"
ECHO = "echo"
"""Of no work: the sender asks itself whether it hears."""
KNOWN = frozenset(Work)
"""Another version of this program may name more."""


@dataclass(frozen=True, slots=True)
class Heard:
    sender: str
    work: Collection[Work]
    is_echo: bool


def notice(sender: str, work: Collection[Work]) -> str:
    return " ".join([sender, *sorted(work)])


def heard(payload: str) -> Heard:
    sender, *words = [*payload.split(), ""]
    return Heard(sender, {Work(word) for word in words if word in KNOWN}, is_echo=ECHO in words)
