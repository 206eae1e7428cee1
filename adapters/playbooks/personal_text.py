"""The braces of a playbook, filled for one prospect."""

from dataclasses import asdict, dataclass

from adapters.playbooks.note.reader import NoteReading
from adapters.playbooks.vocabulary.people import TITLES


@dataclass(frozen=True, slots=True)
class PersonalText:
    """One field for each pair of braces, see ``playbook``."""

    hello: str
    prospect: str
    company: str
    met_at: str

    @classmethod
    def about(cls, reading: NoteReading) -> "PersonalText":
        # "Hi Оленою," would be worse than "Hello,": an inflected name is kept, and not said.
        name = "" if reading.name_is_inflected else reading.prospect.name
        company = "" if reading.company_is_inflected else reading.prospect.company
        return cls(
            hello=_hello(name),
            prospect=name or (f"your contact at {company}" if company else "the prospect"),
            company=company or "your team",
            met_at=f" at {reading.event}" if reading.event else "",
        )

    def fill(self, template: str) -> str:
        return template.format_map(asdict(self))


def _hello(name: str) -> str:
    words = name.split()
    if not words:
        return "Hello,"
    if words[0].rstrip(".").casefold() in TITLES:
        return f"Hello {name},"
    is_a_first_name = len(words[0]) > 1 and words[0].replace("-", "").replace("'", "").replace("’", "").isalpha()
    return f"Hi {words[0]}," if is_a_first_name else "Hello,"
