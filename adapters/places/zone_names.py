"""The names of the IANA time zone database: which are in use, and which were replaced."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources
from zoneinfo import available_timezones

from adapters.places.fixed_offsets import etc_label
from adapters.places.typed_text import folded
from application.ports.zone_finder import ZoneChoice

# Where following the database's own link would lead into another country, or out of daylight saving.
_RENAMED = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
    "CST6CDT": "America/Chicago",
    "EST5EDT": "America/New_York",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}
# Everyday names of time. EST and MST are names of the database too: offsets without daylight saving.
_ABBREVIATIONS = {
    "est": ("America/New_York", "Etc/GMT+5"),
    "edt": ("America/New_York",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "cdt": ("America/Chicago",),
    "mst": ("America/Denver", "Etc/GMT+7"),
    "mdt": ("America/Denver",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "hst": ("Pacific/Honolulu",),
    "bst": ("Europe/London",),
    "cest": ("Europe/Berlin", "Europe/Paris", "Europe/Warsaw"),
    "cet": ("Europe/Berlin", "Europe/Paris", "Europe/Warsaw"),
    "eest": ("Europe/Kyiv", "Europe/Bucharest", "Europe/Athens"),
    "eet": ("Europe/Kyiv", "Europe/Bucharest", "Europe/Athens"),
    "ist": ("Asia/Kolkata",),
    "jst": ("Asia/Tokyo",),
    "msk": ("Europe/Moscow",),
}
_NO_PLACES = {"EST", "Factory", "HST", "MST", "localtime"}


class ZoneNames:
    """Reads the lists of the ``tzdata`` package; zones that this computer's zoneinfo does not know are left out."""

    def __init__(self) -> None:
        self._known = available_timezones() - _NO_PLACES
        links = dict(_links())
        for name in _current():
            links.pop(name, None)
        self._renamed = links | _RENAMED
        self._by_case = {key.casefold(): key for key in self._known}
        self._by_last_part: dict[str, set[str]] = defaultdict(set)
        for key in self._known:
            self._by_last_part[folded(key.rpartition("/")[2])].add(key)

    def present(self, key: str) -> str | None:
        """The name in use today: ``Europe/Kyiv`` for ``Europe/Kiev``. None for other text."""
        present = self._renamed.get(key, key)
        return present if present in self._known else None

    def exact(self, asked: str) -> Sequence[ZoneChoice]:
        """A whole key, in any case, or an abbreviation such as CET, which may mean several zones."""
        key = self._by_case.get(asked.casefold().replace(" ", "_"), "")
        keys = (key,) if "/" in key else _ABBREVIATIONS.get(asked.casefold(), ())
        return self._choices(keys)

    def of_last_part(self, name: str) -> Sequence[ZoneChoice]:
        """``kyiv``, ``eastern`` or ``japan``: the folded last part of keys."""
        return self._choices(sorted(self._by_last_part.get(name, ())))

    def _choices(self, keys: Sequence[str]) -> Sequence[ZoneChoice]:
        present = dict.fromkeys(self.present(key) for key in keys)
        return [ZoneChoice(key, etc_label(key) if key.startswith("Etc/") else key) for key in present if key]


def _links() -> Iterator[tuple[str, str]]:
    """Each old or other name with the zone that it stands for."""
    for line in _lines_of("tzdata.zi"):
        if line.startswith("L "):
            _, target, name = line.split()
            yield name, target


def _current() -> Iterator[str]:
    """One name or more for each country: also of countries that the database keeps as links to a neighbour."""
    for line in _lines_of("zone.tab"):
        if not line.startswith("#"):
            yield line.split("\t")[2].strip()


def _lines_of(name: str) -> Sequence[str]:
    return resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8").splitlines()
