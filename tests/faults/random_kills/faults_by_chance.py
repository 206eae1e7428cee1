"""The faults at the server, and how often each comes."""

from collections.abc import Sequence

from tests.faults.bot_api import faults
from tests.faults.bot_api.faults import Fault
from tests.faults.bot_api.rules import Rule

FAULTS: Sequence[tuple[Fault, float]] = (
    (faults.close_before(), 0.01),
    (faults.close_after(), 0.01),
    (faults.silence_after(), 0.01),
    (faults.half_answer(), 0.01),
    (faults.internal_error(), 0.01),
    (faults.internal_error(accepts=True), 0.01),
    (faults.bad_request(), 0.01),
    (faults.too_many_requests(1), 0.005),
    (faults.latency(before_s=0.1, after_s=0.1), 0.5),
)
REFUSED = 0.02
"""Connections that are refused are the worker's to find."""


def weather(seed: int) -> list[Rule]:
    """The rest goes well, with some delay around the moment of acceptance."""
    chances = [Rule(fault, probability=chance, seed=seed + place) for place, (fault, chance) in enumerate(FAULTS)]
    return [*chances, Rule(faults.latency(before_s=0.02, after_s=0.02))]
