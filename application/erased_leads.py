"""What came of erasing leads."""

from collections.abc import Sequence
from dataclasses import dataclass
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
