"""How long owners had to wait for a swap."""

import statistics
from collections.abc import Sequence

from tests.faults.rebuilds.stretch import Stretch

LIMIT_S = 0.1
"""What a swap may take of everybody's time."""


def pauses_told(toggles: Sequence[Stretch], swaps: Sequence[Stretch]) -> str:
    """``swaps`` are when nobody else could write, tries in vain among them."""
    held_up = [one for one in toggles if any(map(one.meets, swaps))]
    others = [one for one in toggles if one not in held_up]
    longest = max(one.seconds for one in swaps)
    return "\n".join(
        (
            f"  {len(swaps)} times nobody else could write, at most {_ms(longest)}: "
            f"{longest / LIMIT_S:.2f} of the {_ms(LIMIT_S)} that are allowed",
            f"  {len(held_up)} toggles met a swap: median {_ms(_median(held_up))}, longest {_ms(_longest(held_up))}",
            f"  {len(others)} met none: median {_ms(_median(others))}, longest {_ms(_longest(others))}",
        )
    )


def _median(stretches: Sequence[Stretch]) -> float:
    return statistics.median([one.seconds for one in stretches] or [0])


def _longest(stretches: Sequence[Stretch]) -> float:
    return max((one.seconds for one in stretches), default=0)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
