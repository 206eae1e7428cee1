"""Finding a zone by place, name or offset, from data that is shipped."""

import subprocess
import sys
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.places import zone_finder
from adapters.places.zone_finder import OfflineZoneFinder
from application.ports.zone_finder import ZoneChoice

FINDER, ZONES = OfflineZoneFinder(), available_timezones()
NAN, INFINITY = float("nan"), float("inf")


def labels(text: str) -> list[str]:
    return [choice.label for choice in FINDER.named(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Одеса", "Odesa, Ukraine"),
        ("ОДЕССА", "Odesa, Ukraine"),
        ("munchen", "Munich, Germany"),
        ("Łódź", "Łódź, Poland"),
        ("sao paulo", "São Paulo, Brazil"),
        ("東京", "Tokyo, Japan"),
        ("Saint-Petersburg", "Saint Petersburg, Russia"),
        ("Singapore", "Singapore"),
        ("Longyearbyen", "Longyearbyen, Svalbard and Jan Mayen"),
        ("Troll", "Antarctica/Troll"),
        ("eastern", "America/Toronto"),
    ],
)
def test_cities_are_known_in_many_languages(text: str, label: str) -> None:
    assert labels(text)[0] == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Portland, Maine", "Portland, Maine, United States"),
        ("Portland, OR", "Portland, Oregon, United States"),
        ("London, Canada", "London, Canada"),
        ("London,uk", "London, United Kingdom"),
        ("Odessa, USA", "Odessa, Texas, United States"),
        ("Odesa, Atlantis", "Odesa, Ukraine"),
    ],
)
def test_the_words_after_the_comma_choose(text: str, label: str) -> None:
    assert labels(text)[0] == label


def test_a_country_is_the_largest_city_of_each_of_its_zones() -> None:
    zones = [choice.zone for choice in FINDER.named("USA", limit=4)]

    assert zones == ["America/New_York", "America/Los_Angeles", "America/Chicago", "America/Phoenix"]


def test_cities_of_one_name_and_country_also_say_their_zones() -> None:
    assert labels("Kirov") == ["Kirov, Russia (Europe/Kirov)", "Kirov, Russia (Europe/Moscow)"]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("America/new york", "America/New_York"),
        ("Etc/GMT0", "Etc/GMT"),
    ],
)
def test_an_old_name_is_read_as_the_present_name_of_the_same_country(text: str, zone: str) -> None:
    [choice] = FINDER.named(text)

    assert choice.zone == zone


@pytest.mark.parametrize("text", ["Factory", "localtime", "posixrules", "Etc/UTC2", "Europe"])
def test_other_files_in_the_zone_folders_are_no_choice(text: str) -> None:
    assert labels(text) == []


def test_est_is_meant_with_daylight_saving_first() -> None:
    assert list(FINDER.named("EST")) == [
        ZoneChoice("America/New_York", "America/New_York"),
        ZoneChoice("Etc/GMT+5", "UTC-5, no daylight saving"),
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (46.48, 30.73, "Europe/Kyiv"),
        (27.7, 85.32, "Asia/Kathmandu"),
        (-18.14, 178.44, "Pacific/Fiji"),
        (-90, 0, "Antarctica/McMurdo"),
    ],
)
def test_places_all_over_the_world(latitude: float, longitude: float, zone: str) -> None:
    assert FINDER.at(latitude, longitude) == zone


@given(st.text(max_size=120))
@example("kyiv\x1d")
@example("\x1f\x1e")
@example("%s{0}\\")
@example("UTC+²")
def test_no_text_is_too_strange(text: str) -> None:
    for choice in FINDER.named(text):
        assert choice.zone in ZONES
        assert choice.label.isprintable()


@given(st.floats(), st.floats())
def test_no_numbers_are_too_strange(latitude: float, longitude: float) -> None:
    zone = FINDER.at(latitude, longitude)

    assert zone is None or zone in ZONES


@pytest.mark.processes
def test_no_data_is_read_before_it_is_asked_for() -> None:
    """A command that needs no zone must not pay for the world's cities."""
    program = (
        "import adapters.holiday_calendar, sys; from adapters.places.zone_finder import OfflineZoneFinder as F;"
        "F(); adapters.holiday_calendar.VacanzaHolidayCalendar(); sys.exit('holidays' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_names_are_read_once_and_before_the_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    cities = zone_finder._cities()
    reading = cache(lambda: cities)
    monkeypatch.setattr(zone_finder, "_cities_read", reading)

    OfflineZoneFinder().warm()
    OfflineZoneFinder().named("Lviv")

    assert (reading.cache_info().misses, reading.cache_info().hits > 0) == (1, True)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (50.45, 30.52, "Europe/Kyiv"),
        (48.14, 11.58, "Europe/Berlin"),
        (40.71, -74.01, "America/New_York"),
        (-33.87, 151.21, "Australia/Sydney"),
    ],
)
def test_a_place_has_a_zone(latitude: float, longitude: float, zone: str) -> None:
    assert FINDER.at(latitude, longitude) == zone


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (40, -35), (90.01, 0), (-91, 30), (0, 180.01), (NAN, 30), (50, NAN), (INFINITY, 0), (0, -INFINITY)],
)
def test_the_open_sea_and_impossible_coordinates_have_no_zone(latitude: float, longitude: float) -> None:
    assert FINDER.at(latitude, longitude) is None


@pytest.mark.parametrize("text", ["Europe/Kyiv", "europe/kyiv", "EUROPE/KYIV", " Europe/Kiev ", "europe/kiev"])
def test_a_key_is_read_in_any_case(text: str) -> None:
    assert list(FINDER.named(text)) == [ZoneChoice("Europe/Kyiv", "Europe/Kyiv")]


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
def test_the_zone_of_a_city_or_a_country_is_first(text: str, choice: ZoneChoice) -> None:
    assert FINDER.named(text)[0] == choice


def test_the_most_populous_city_comes_first_and_a_limit_ends_the_list() -> None:
    first, second, *_ = FINDER.named("San Francisco")

    assert first == ZoneChoice("America/Los_Angeles", "San Francisco, California, United States")
    assert second == ZoneChoice("Asia/Manila", "San Francisco, Philippines")
    assert list(FINDER.named("San Francisco", limit=1)) == [first]
    assert list(FINDER.named("San Francisco", limit=0)) == []


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("UTC+2", ZoneChoice("Etc/GMT-2", "UTC+2, no daylight saving")),
        ("gmt-3", ZoneChoice("Etc/GMT+3", "UTC-3, no daylight saving")),
        ("utc", ZoneChoice("Etc/UTC", "UTC")),
    ],
)
def test_an_offset_is_a_zone_that_says_it_never_changes(text: str, choice: ZoneChoice) -> None:
    assert list(FINDER.named(text)) == [choice]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        ",",
        "x" * 10_000,
        "kyiv " * 2_000,
        *("\x00\x1b[31m\x07", "kyiv\x00", "ky\x08iv", "🎉", "\ud800", "../../etc/passwd", "нетакого"),
    ],
)
def test_other_text_has_no_choice(text: str) -> None:
    assert list(FINDER.named(text)) == []


@pytest.mark.parametrize("text", ["Kyiv", "San Francisco", "UTC+2", "Europe/Kiev", "Germany"])
def test_every_choice_is_a_zone_under_a_label_of_its_own(text: str) -> None:
    choices = FINDER.named(text, limit=50)

    assert all(ZoneInfo(choice.zone) for choice in choices)
    assert len({choice.label for choice in choices}) == len(choices) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Hallo",
        "hola",
        "Hello!",
        "Привіт",
        "Hallo, wer bist du?",
        "Hola, ¿quién eres?",
        "Paris, who are you and what do you want",
        "Berlin, is it you?",
    ],
)
def test_talk_is_no_place(text: str) -> None:
    assert list(FINDER.named(text)) == []


@pytest.mark.parametrize("text", ["Hola, Kenya", "Kinshasa, Democratic Republic of Congo", "Paris, Francia", "Berlin?"])
def test_a_place_that_only_looks_like_talk_is_found(text: str) -> None:
    assert list(FINDER.named(text)) != []
