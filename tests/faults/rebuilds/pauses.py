"""The waiting of owners for a swap."""

import statistics
from collections.abc import Sequence

from tests.faults.rebuilds.stretch import Stretch

LIMIT_S = 0.1
"""The longest swap that is allowed."""


def pauses_summary(toggles: Sequence[Stretch], swaps: Sequence[Stretch]) -> str:
    """``swaps`` are the exclusive transactions, tries in vain among them."""
    delayed = [one for one in toggles if any(map(one.meets, swaps))]
    others = [one for one in toggles if one not in delayed]
    longest = max(one.seconds for one in swaps)
    return "\n".join(
        (
            f"  {len(swaps)} exclusive transactions, at most {_ms(longest)}: "
            f"{longest / LIMIT_S:.2f} of the {_ms(LIMIT_S)} that are allowed",
            f"  {len(delayed)} toggles met a swap: median {_ms(_median(delayed))}, longest {_ms(_longest(delayed))}",
            f"  {len(others)} met none: median {_ms(_median(others))}, longest {_ms(_longest(others))}",
        )
    )


def _median(stretches: Sequence[Stretch]) -> float:
    return statistics.median([one.seconds for one in stretches] or [0])


def _longest(stretches: Sequence[Stretch]) -> float:
    return max((one.seconds for one in stretches), default=0)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
