"""The page of the settings, and a page for each with its ready choices, all in one message."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import AskSetting, ChooseSetting, ConfirmZone, ShowSettings
from application.wording.setting_values import TYPED, Field, Value
from domain.account.preference_words import (
    read_quiet_hours,
    read_time,
    read_working_days,
    write_quiet_hours,
    write_time,
)
from domain.account.preferences import LANGUAGES
from entrypoints.bot.settings.texts import EXPLAINED, PROMPTS, TITLES
from entrypoints.bot.settings.view import SettingView, dashed, days_in_words

SEND_TIMES = ("08:00", "08:30", "09:00", "09:30", "10:00", "11:00", "13:00", "15:00")
QUIET_HOURS = ("20:00-08:00", "19:00-08:00", "18:00-09:00", "21:00-07:00", "22:00-07:00", "none")
WORKING_DAYS = ("mon-fri", "mon-sat", "sun-thu", "mon-sun")
COUNTRIES = ("UA", "PL", "DE", "GB", "US", "ES", "FR", "CZ", "RO")
CHOSEN = "✓ "
BACK = "◀️ Back"

V = TypeVar("V", bound=Value)


def settings_page(view: SettingView, heading: str = "") -> Message:
    """``heading`` stands above it and says what was just done."""
    said = (Span(f"{heading}\n\n"),) if heading else ()
    lines = [Span(f"\n{TITLES[field]}: {view.value(field)}") for field in Field]
    keys = [Button(TITLES[field], ShowSettings(field).encode()) for field in Field]
    return Message((*said, Span("⚙️ Settings", Style.BOLD), Span("\n"), *lines), _rows(keys, 2))


def field_page(field: Field, view: SettingView) -> Message:
    text = f"\n\n{EXPLAINED[field]}\n\nNow: {view.value(field)}."
    note = f"\n{view.holiday_note()}" if field is Field.HOLIDAYS and view.holiday_note() else ""
    typed = [Button("✍️ Type it", AskSetting(field).encode())] if field in TYPED else []
    foot = (*typed, Button(BACK, ShowSettings().encode()))
    return Message((Span(TITLES[field], Style.BOLD), Span(text + note)), (*_rows(_choices(field, view), 2), foot))


def question_page(field: Field) -> Message:
    """Asks to type it."""
    back = Button(BACK, ShowSettings(field).encode())
    return Message((Span(TITLES[field], Style.BOLD), Span(f"\n\n{PROMPTS[field]}")), ((back,),))


def _choices(field: Field, view: SettingView) -> Sequence[Button]:
    preferences = view.preferences
    match field:
        case Field.ZONE:
            return _present_zone(view)
        case Field.SEND_TIME:
            return _send_times(view)
        case Field.QUIET:
            return _quiet_hours(view)
        case Field.DAYS:
            choices = [read_working_days(written) for written in WORKING_DAYS]
            return _options(field, {days: _capital(days_in_words(days)) for days in choices}, preferences.working_days)
        case Field.HOLIDAYS:
            names = dict(view.calendar.countries())
            labels = {code: names[code] for code in COUNTRIES if code in names} | {"": "None"}
            return _options(field, labels, preferences.holiday_country)
        case Field.LANGUAGE:
            return _options(field, LANGUAGES, preferences.language)
        case Field.FOLLOW_UPS:
            return _options(field, {True: "On", False: "Off"}, preferences.follow_ups)
        case Field.PAUSE:
            return _pauses(view)


def _present_zone(view: SettingView) -> Sequence[Button]:
    if view.account.clock.is_confirmed:
        return ()
    zone = view.preferences.zone
    return [Button(f"✅ {zone} is my time", ConfirmZone(zone).encode())]


def _send_times(view: SettingView) -> Sequence[Button]:
    """Outside of the quiet hours."""
    quiet = view.preferences.quiet_hours
    allowed = [at for at in map(read_time, SEND_TIMES) if quiet is None or not quiet.contains(at)]
    return _options(Field.SEND_TIME, {at: write_time(at) for at in allowed}, view.preferences.send_time)


def _quiet_hours(view: SettingView) -> Sequence[Button]:
    """Without the send time in them."""
    at = view.preferences.send_time
    allowed = [quiet for quiet in map(read_quiet_hours, QUIET_HOURS) if quiet is None or not quiet.contains(at)]
    labels = {quiet: dashed(write_quiet_hours(quiet)).capitalize() for quiet in allowed}
    return _options(Field.QUIET, labels, view.preferences.quiet_hours)


def _pauses(view: SettingView) -> Sequence[Button]:
    """As dates, so that a button means the same whenever it is pressed."""
    today, paused_until = view.today, view.paused_until
    days = [today + timedelta(days=1), today + timedelta(days=7 - today.weekday())]
    days += [today + timedelta(weeks=weeks) for weeks in (1, 2, 4)]
    labels = {day: f"Until {view.account.clock.day(day)}" for day in sorted(set(days))}
    return _options(Field.PAUSE, ({None: "▶️ Resume now"} if paused_until else {}) | labels, paused_until)


def _options(field: Field, labels: Mapping[V, str], present: V) -> Sequence[Button]:
    return [
        Button(f"{CHOSEN if value == present else ''}{label}", ChooseSetting(field, value).encode())
        for value, label in labels.items()
    ]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _rows(keys: Sequence[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(keys[start : start + width]) for start in range(0, len(keys), width))
