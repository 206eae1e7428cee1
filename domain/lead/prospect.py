"""The person or company that a lead is about."""

from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Correction:
    """The owner says what a field of the prospect is; of the ``contacts`` it is the first."""

    field: str
    value: str

    def of(self, prospect: Prospect) -> Prospect:
        if self.field == "contacts":
            others = tuple(one for one in prospect.contacts if one != self.value)
            return replace(prospect, contacts=(self.value, *others))
        match self.field:
            case "company":
                return replace(prospect, company=self.value)
            case "role":
                return replace(prospect, role=self.value)
        return replace(prospect, name=self.value)
