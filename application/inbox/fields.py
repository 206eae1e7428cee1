"""Fields of JSON from outside, each read on its own: a part of the wrong shape counts as absent.

What no column takes is absent too: numbers beyond 64 bits, and in words NUL and halves of surrogate pairs.
"""

from collections.abc import Mapping

LARGEST = 2**63 - 1
UNWRITABLE = {0: None} | dict.fromkeys(range(0xD800, 0xE000), "�")


def at(value: object, *path: str) -> object:
    """Return what stands at the path; None when there is nothing."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def whole_number(value: object) -> int | None:
    """``True`` is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int) and -LARGEST <= value <= LARGEST else None


def words(value: object) -> str:
    """Empty for all that is no text."""
    return value.translate(UNWRITABLE) if isinstance(value, str) else ""
