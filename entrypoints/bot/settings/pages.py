"""The page of the settings, and a page for each with its ready choices, all in one message."""

from collections.abc import Sequence
from datetime import time, timedelta

from application.delivery.message import Button, Message, Span, Style
from domain.account.preference_words import (
    NONE,
    read_quiet_hours,
    read_working_days,
    write_quiet_hours,
    write_time,
    write_working_days,
)
from domain.account.preferences import LANGUAGES
from entrypoints.bot.settings import buttons
from entrypoints.bot.settings.buttons import setting_data
from entrypoints.bot.settings.texts import EXPLAINED, PROMPTS, TITLES
from entrypoints.bot.settings.view import SettingView, dashed, days_in_words

SEND_TIMES = ("08:00", "08:30", "09:00", "09:30", "10:00", "11:00", "13:00", "15:00")
QUIET_HOURS = ("20:00-08:00", "19:00-08:00", "18:00-09:00", "21:00-07:00", "22:00-07:00", NONE)
WORKING_DAYS = ("mon-fri", "mon-sat", "sun-thu", "mon-sun")
COUNTRIES = ("UA", "PL", "DE", "GB", "US", "ES", "FR", "CZ", "RO")
CHOSEN = "✓ "
BACK = "◀️ Back"


def settings_page(view: SettingView, heading: str = "") -> Message:
    """``heading`` stands above it: what has just been done."""
    told = (Span(f"{heading}\n\n"),) if heading else ()
    lines = [_line(field, view) for field in buttons.FIELDS]
    keys = [Button(TITLES[field], setting_data(field)) for field in buttons.FIELDS]
    return Message((*told, Span("⚙️ Settings", Style.BOLD), Span("\n"), *lines), _rows(keys, 2))


def field_page(field: str, view: SettingView) -> Message:
    text = f"\n\n{EXPLAINED[field]}\n\nNow: {view.value(field)}."
    note = f"\n{view.holiday_note()}" if field == buttons.HOLIDAYS and view.holiday_note() else ""
    typed = [Button("✍️ Type it", setting_data(buttons.ASK, field))] if field in buttons.TYPED else []
    foot = (*typed, Button(BACK, setting_data()))
    return Message((Span(TITLES[field], Style.BOLD), Span(text + note)), (*_rows(_choices(field, view), 2), foot))


def question_page(field: str) -> Message:
    """Asks to type it."""
    back = Button(BACK, setting_data(field))
    return Message((Span(TITLES[field], Style.BOLD), Span(f"\n\n{PROMPTS[field]}")), ((back,),))


def _line(field: str, view: SettingView) -> Span:
    return Span(f"\n{TITLES[field]}: {view.value(field)}")


def _choices(field: str, view: SettingView) -> Sequence[Button]:
    match field:
        case buttons.ZONE:
            return _present_zone(view)
        case buttons.SEND_TIME:
            return _send_times(view)
        case buttons.QUIET:
            return _quiet_hours(view)
        case buttons.DAYS:
            present = write_working_days(view.preferences.working_days)
            labels = {days: _capital(days_in_words(read_working_days(days))) for days in WORKING_DAYS}
            return _options(field, labels, present)
        case buttons.HOLIDAYS:
            names = dict(view.calendar.countries())
            labels = {code: names[code] for code in COUNTRIES if code in names} | {NONE: "None"}
            return _options(field, labels, view.preferences.holiday_country or NONE)
        case buttons.LANGUAGE:
            return _options(field, LANGUAGES, view.preferences.language)
        case buttons.FOLLOW_UPS:
            present = buttons.ON if view.preferences.follow_ups else buttons.OFF
            return _options(field, {buttons.ON: "On", buttons.OFF: "Off"}, present)
        case _:
            return _pauses(view)


def _present_zone(view: SettingView) -> Sequence[Button]:
    if view.account.clock.is_confirmed:
        return ()
    zone = view.preferences.zone
    return [Button(f"✅ {zone} is my time", setting_data(buttons.CONFIRM, zone))]


def _send_times(view: SettingView) -> Sequence[Button]:
    """Outside of the quiet hours."""
    quiet = view.preferences.quiet_hours
    allowed = [at for at in SEND_TIMES if quiet is None or not quiet.contains(time.fromisoformat(at))]
    return _options(buttons.SEND_TIME, {at: at for at in allowed}, write_time(view.preferences.send_time))


def _quiet_hours(view: SettingView) -> Sequence[Button]:
    """Those that leave the send time out."""
    labels = {}
    for written in QUIET_HOURS:
        quiet = read_quiet_hours(written)
        if quiet is None or not quiet.contains(view.preferences.send_time):
            labels[written] = dashed(written).capitalize()
    return _options(buttons.QUIET, labels, write_quiet_hours(view.preferences.quiet_hours))


def _pauses(view: SettingView) -> Sequence[Button]:
    """As dates, so that a button means the same whenever it is pressed."""
    today = view.today
    days = [today + timedelta(days=1), today + timedelta(days=7 - today.weekday())]
    days += [today + timedelta(weeks=weeks) for weeks in (1, 2, 4)]
    labels = {day.isoformat(): f"Until {view.account.clock.day(day)}" for day in sorted(set(days))}
    present = view.paused_until
    if present:
        labels = {buttons.RESUME: "▶️ Resume now", **labels}
    return _options(buttons.PAUSE, labels, present.isoformat() if present else "")


def _options(field: str, labels: dict[str, str], present: str) -> Sequence[Button]:
    return [
        Button(f"{CHOSEN if value == present else ''}{label}", setting_data(field, value))
        for value, label in labels.items()
    ]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _rows(keys: Sequence[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(keys[start : start + width]) for start in range(0, len(keys), width))
