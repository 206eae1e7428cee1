"""What came of erasing leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from application.ports.traces import Wiped

NOTHING = Wiped()


@dataclass(frozen=True, slots=True)
class Erased:
    """``wiped`` is what was said outside of the log. ``is_compact``: no file of the database holds it any more.
    ``unreadable`` leads were left as they are."""

    leads: int = 0
    wiped: Wiped = NOTHING
    is_compact: bool = True
    unreadable: Sequence[UUID] = ()

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            self.leads + other.leads,
            self.wiped + other.wiped,
            self.is_compact and other.is_compact,
            (*self.unreadable, *other.unreadable),
        )

    def with_more(self, wiped: Wiped, *, is_compact: bool) -> "Erased":
        """The last word on what waits and whether it is compact."""
        both = replace(self.wiped + wiped, waiting=wiped.waiting)
        return replace(self, wiped=both, is_compact=is_compact)
