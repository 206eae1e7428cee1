"""What an owner wants from Leadbell: to find, count, list, or be reminded of a lead."""

from domain.intent.acts import LONGEST_TIME, is_time
from domain.intent.phrases import Openings, plain
from domain.intent.reading import Wish, WishKind
from domain.intent.words import COUNT, FIND, REMIND, WHOLE_WISHES

LONGEST_QUERY = 6
_FIND, _COUNT, _REMIND = Openings(FIND), Openings(COUNT), Openings(REMIND)


def read_wish(text: str) -> Wish | None:
    whole = plain(text).rstrip("?").strip()
    for kind, words in WHOLE_WISHES.items():
        if whole in words:
            return Wish(kind)
    if _COUNT.rest(text) is not None:
        return Wish(WishKind.COUNT)
    if (rest := _REMIND.rest(text)) is not None:
        return _reminder(rest)
    query = _FIND.rest(text)
    if query and len(query.split()) <= LONGEST_QUERY:
        return Wish(WishKind.FIND, query=query.strip(" ?.!"))
    return None


def _reminder(rest: str) -> Wish | None:
    """A person, and a time at the end."""
    words = rest.strip(" .!?").split()
    for count in range(min(LONGEST_TIME, len(words) - 1), 0, -1):
        if is_time(" ".join(words[-count:])):
            return Wish(WishKind.REMIND, " ".join(words[:-count]), " ".join(words[-count:]))
    return Wish(WishKind.REMIND, " ".join(words)) if 0 < len(words) <= LONGEST_QUERY else None
