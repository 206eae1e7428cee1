"""The person or company that a lead is about."""

from dataclasses import dataclass

from domain.erased import ERASED, erased_text


@dataclass(frozen=True, slots=True)
class Prospect:
    """Every field may be empty: only the owner's note is read."""

    name: str = ""
    company: str = ""
    role: str = ""
    contacts: tuple[str, ...] = ()

    def erased(self) -> "Prospect":
        contacts = tuple(ERASED for _ in self.contacts)
        return Prospect(erased_text(self.name), erased_text(self.company), erased_text(self.role), contacts)
