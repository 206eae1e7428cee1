"""Finding somebody's zone, on every adapter."""

from zoneinfo import ZoneInfo

import pytest

from adapters.memory.zone_finder import MemoryZoneFinder
from adapters.places.zone_finder import OfflineZoneFinder
from application.ports.zone_finder import ZoneChoice, ZoneFinder

FINDERS: dict[str, ZoneFinder] = {"memory": MemoryZoneFinder(), "offline": OfflineZoneFinder()}
NAN, INFINITY = float("nan"), float("inf")


@pytest.fixture(params=FINDERS)
def finder(request: pytest.FixtureRequest) -> ZoneFinder:
    return FINDERS[request.param]


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (50.45, 30.52, "Europe/Kyiv"),
        (48.14, 11.58, "Europe/Berlin"),
        (40.71, -74.01, "America/New_York"),
        (-33.87, 151.21, "Australia/Sydney"),
    ],
)
def test_a_place_has_a_zone(finder: ZoneFinder, latitude: float, longitude: float, zone: str) -> None:
    assert finder.at(latitude, longitude) == zone


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (40, -35), (90.01, 0), (-91, 30), (0, 180.01), (NAN, 30), (50, NAN), (INFINITY, 0), (0, -INFINITY)],
)
def test_the_open_sea_and_what_is_no_place_have_none(finder: ZoneFinder, latitude: float, longitude: float) -> None:
    assert finder.at(latitude, longitude) is None


@pytest.mark.parametrize("text", ["Europe/Kyiv", "europe/kyiv", "EUROPE/KYIV", " Europe/Kiev ", "europe/kiev"])
def test_a_key_in_any_case_gives_its_present_name(finder: ZoneFinder, text: str) -> None:
    assert list(finder.named(text)) == [ZoneChoice("Europe/Kyiv", "Europe/Kyiv")]


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Lviv", ZoneChoice("Europe/Kyiv", "Lviv, Ukraine")),
        ("  lviv\n", ZoneChoice("Europe/Kyiv", "Lviv, Ukraine")),
        ("Київ", ZoneChoice("Europe/Kyiv", "Kyiv, Ukraine")),
        ("Kyiv, Ukraine", ZoneChoice("Europe/Kyiv", "Kyiv, Ukraine")),
        ("Munich", ZoneChoice("Europe/Berlin", "Munich, Germany")),
        ("München", ZoneChoice("Europe/Berlin", "Munich, Germany")),
        ("new york", ZoneChoice("America/New_York", "New York City, New York, United States")),
        ("Ukraine", ZoneChoice("Europe/Kyiv", "Kyiv, Ukraine")),
    ],
)
def test_a_city_or_a_country_gives_its_zone_first(finder: ZoneFinder, text: str, choice: ZoneChoice) -> None:
    assert finder.named(text)[0] == choice


def test_the_most_populous_city_comes_first_and_a_limit_ends_the_list(finder: ZoneFinder) -> None:
    first, second, *_ = finder.named("San Francisco")

    assert first == ZoneChoice("America/Los_Angeles", "San Francisco, California, United States")
    assert second == ZoneChoice("Asia/Manila", "San Francisco, Philippines")
    assert list(finder.named("San Francisco", limit=1)) == [first]
    assert list(finder.named("San Francisco", limit=0)) == []


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("UTC+2", ZoneChoice("Etc/GMT-2", "UTC+2, no daylight saving")),
        ("gmt-3", ZoneChoice("Etc/GMT+3", "UTC-3, no daylight saving")),
        ("utc", ZoneChoice("Etc/UTC", "UTC")),
    ],
)
def test_an_offset_is_a_zone_that_says_it_never_changes(finder: ZoneFinder, text: str, choice: ZoneChoice) -> None:
    assert list(finder.named(text)) == [choice]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        ",",
        "x" * 10_000,
        "kyiv " * 2_000,
        "\x00\x1b[31m\x07",
        "kyiv\x00",
        "ky\x08iv",
        "🎉",
        "\ud800",
        "../../etc/passwd",
        "нетакого",
    ],
)
def test_what_names_no_place_gives_no_choice(finder: ZoneFinder, text: str) -> None:
    assert list(finder.named(text)) == []


@pytest.mark.parametrize("text", ["Kyiv", "San Francisco", "UTC+2", "Europe/Kiev", "Germany"])
def test_every_choice_is_a_zone_under_a_label_of_its_own(finder: ZoneFinder, text: str) -> None:
    choices = finder.named(text, limit=50)

    assert all(ZoneInfo(choice.zone) for choice in choices)
    assert len({choice.label for choice in choices}) == len(choices) > 0
