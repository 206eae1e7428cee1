"""Engagement plans are written by a playbook or a language model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.lead.prospect import Prospect


@dataclass(frozen=True, slots=True)
class DraftStep:
    """``timing`` holds ``delay_days`` and/or ``timing`` as the planner gave them: words, not dates."""

    channel: str
    action: str
    suggested_text: str
    timing: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Draft:
    """``playbook`` names its author; ``steps`` is never empty."""

    playbook: str
    prospect: Prospect
    steps: tuple[DraftStep, ...]


class Planner(Protocol):
    async def draft(self, note: str) -> Draft:
        """Raise ``PlannerUnavailable``. May take long and use the network: never call it in a transaction."""
        ...
