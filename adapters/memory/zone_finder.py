"""A world of a few towns."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.zone_finder import ZoneChoice


@dataclass(frozen=True, slots=True)
class Town:
    """``names`` casefolded; it reaches half a degree to each side."""

    names: tuple[str, ...]
    zone: str
    label: str
    latitude: float
    longitude: float

    def is_at(self, latitude: float, longitude: float) -> bool:
        return abs(self.latitude - latitude) <= 0.5 and abs(self.longitude - longitude) <= 0.5


TOWNS = (
    Town(("new york",), "America/New_York", "New York City, New York, United States", 40.71, -74.01),
    Town(("sydney",), "Australia/Sydney", "Sydney, Australia", -33.87, 151.21),
    Town(("kyiv", "kiev", "київ", "ukraine", "kyiv, ukraine"), "Europe/Kyiv", "Kyiv, Ukraine", 50.45, 30.52),
    Town(("munich", "münchen", "germany"), "Europe/Berlin", "Munich, Germany", 48.14, 11.58),
    Town(("lviv", "lemberg", "львів"), "Europe/Kyiv", "Lviv, Ukraine", 49.84, 24.03),
    Town(("san francisco",), "America/Los_Angeles", "San Francisco, California, United States", 37.77, -122.42),
    Town(("san francisco",), "Asia/Manila", "San Francisco, Philippines", 13.35, 122.52),
)
"""The largest first."""

KEYS = {
    "america/new_york": "America/New_York",
    "australia/sydney": "Australia/Sydney",
    "europe/berlin": "Europe/Berlin",
    "europe/kiev": "Europe/Kyiv",
    "europe/kyiv": "Europe/Kyiv",
}
OFFSETS = {
    "utc": ZoneChoice("Etc/UTC", "UTC"),
    "utc+2": ZoneChoice("Etc/GMT-2", "UTC+2, no daylight saving"),
    "gmt-3": ZoneChoice("Etc/GMT+3", "UTC-3, no daylight saving"),
}


class MemoryZoneFinder:
    def at(self, latitude: float, longitude: float) -> str | None:
        return next((town.zone for town in TOWNS if town.is_at(latitude, longitude)), None)

    def named(self, text: str, *, limit: int = 6) -> Sequence[ZoneChoice]:
        asked = " ".join(text.split()).casefold()
        if asked in OFFSETS:
            return (OFFSETS[asked],)[: max(limit, 0)]
        if asked in KEYS:
            return (ZoneChoice(KEYS[asked], KEYS[asked]),)[: max(limit, 0)]
        return [ZoneChoice(town.zone, town.label) for town in TOWNS if asked in town.names][: max(limit, 0)]
