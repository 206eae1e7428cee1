"""Who a lead is about, as far as we know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prospect:
    """Every field may be empty: we only keep what the owner's note said."""

    name: str = ""
    company: str = ""
    role: str = ""
    contacts: tuple[str, ...] = ()
