"""Times that are named only to be left out are unknown; a "no" that says something else leaves them as they are."""

import pytest

from domain.timing import TimingKind
from tests.domain.timing.bases import meaning_of, read

DENIED: dict[str, tuple[str, ...]] = {
    "English": (
        *("don't call today", "do not contact tomorrow", "dont call tomorrow", "never call on Friday", "not Friday"),
        *("don't call on April 15", "don't call in the next 3 days", "don't call at 9am", "no calls next week"),
        *("no calls on Friday", "no calls on day 3", "tomorrow don't call", "can't do Monday"),
        *("isn't in on Friday", "daily, except Friday"),
        *("skip Monday", "avoid Friday", "except Friday", "any day except Monday", "any day but Friday"),
        *("unless they reply today", "instead of tomorrow", "if they reply don't call tomorrow"),
        *("not before 3 days", "not earlier than Monday", "don't wait more than 3 days", "skip 2 days"),
        *("not between Monday and Wednesday", "neither today nor tomorrow", "don't call until Monday"),
    ),
    "Ukrainian": (
        *("не дзвонити завтра", "завтра не дзвонити", "не дзвоніть наступного тижня", "не писати в п'ятницю"),
        *("жодних дзвінків у п'ятницю", "без дзвінків у п'ятницю", "крім понеділка", "будь-який день, крім п'ятниці"),
        *("за винятком п'ятниці", "пропустити понеділок", "уникати п'ятниці", "хіба що відповість сьогодні"),
    ),
    "Russian": (
        *("не звонить завтра", "завтра не звонить", "не звоните в следующий понедельник", "завтра нельзя"),
        *("никаких звонков в пятницу", "без звонков в пятницу", "кроме понедельника", "за исключением пятницы"),
        *("пропустить понедельник", "избегать пятницы", "не раньше понедельника", "разве что ответят сегодня"),
    ),
    "German": (
        *("nicht morgen anrufen", "morgen nicht anrufen", "am Freitag nicht anrufen", "morgen früh nicht anrufen"),
        *("keine Anrufe am Freitag", "außer Freitag", "jederzeit außer am Montag", "Montag überspringen"),
        *("es sei denn, sie antworten heute", "außer wenn sie heute antworten", "statt morgen", "heute nicht"),
    ),
    "Spanish": (
        *("no llamar mañana", "no llamar el lunes", "mañana no llamar", "no llames hoy", "el viernes no llamar"),
        *("sin llamadas el viernes", "ninguna llamada el viernes", "excepto el lunes", "salvo el viernes"),
        *("cualquier día menos el lunes", "evitar el viernes", "a menos que respondan hoy"),
    ),
}  # fmt: skip

KEPT: dict[str, tuple[str, ...]] = {
    # so long a silence
    "2026-03-07": (
        *("If no reply, 3 days later", "If no response within 3 days", "after no answer for 3 days"),
        *("no activity for 3 days", "did not reply in 3 days", "haven't heard back in 3 days"),
        *("if the client doesn't sign in 3 days", "unless they reply within 3 days", "Day 3 don't push"),
        *("3 days unless they reply",),
        *("немає відповіді 3 дні", "якщо не відповість за 3 дні", "нет ответа 3 дня", "если не ответит через 3 дня"),
        *("wenn keine Antwort, in 3 Tagen", "seit 3 Tagen keine Antwort", "sin respuesta en 3 días"),
        *("si no responde en 3 días", "no hay respuesta en 3 días"),
    ),
    # a day when there is no answer
    "2026-03-06": (
        *("no reply by Friday", "If they don't reply by Friday", "hasn't replied by Friday", "Friday if no reply"),
        *("call Friday unless they reply", "no calls until Friday", "no decision yet - Friday"),
        *("немає відповіді до п'ятниці", "если не ответили в пятницу", "keine Antwort bis Freitag"),
        *("wenn bis Freitag nicht geantwortet", "si no hay respuesta el viernes"),
    ),
    # what is not to be done is not the call
    "2026-03-05": (
        *("don't forget to call tomorrow", "Call tomorrow, don't email", "tomorrow without Bob", "no rush, tomorrow"),
        *("no pressure tomorrow", "can't talk now, call tomorrow", "not a fit, tomorrow", "no later than Friday"),
        *("не забути подзвонити завтра", "не пізніше п'ятниці", "не забыть позвонить завтра", "не позднее пятницы"),
        *("nicht vergessen morgen anzurufen", "nicht später als Freitag", "keine Eile, morgen"),
        *("no olvidar llamar mañana", "sin prisa, mañana", "no más tarde del viernes"),
    ),
    "2026-03-09": ("no rush, next week", "not urgent, next week"),
    "2026-04-01": ("no budget until Q2", "Not interested, try again next quarter"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in DENIED.items() for text in texts]
)
def test_a_denied_time_is_unknown(language: str, text: str) -> None:
    assert language
    assert meaning_of(text) == "unknown"


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in KEPT.items() for text in texts])
def test_a_no_that_denies_no_time_changes_nothing(meaning: str, text: str) -> None:
    assert meaning_of(text) == meaning


def test_a_denied_time_says_which_words_denied_it() -> None:
    timing = read("Please don't call today")

    assert (timing.rule, timing.matched) == ("denied", "don't call today")


@pytest.mark.parametrize(
    "text",
    [
        *("between Monday and Wednesday", "between Mon and Wed", "між понеділком і середою"),
        *("между понедельником и средой", "zwischen Montag und Mittwoch", "entre el lunes y el miércoles"),
    ],
)
def test_between_two_weekdays_is_a_range(text: str) -> None:
    timing = read(text)

    assert (timing.kind, timing.warnings) == (TimingKind.RANGE, ())
    assert f"{timing.at:%Y-%m-%d}" == "2026-03-09"
    assert f"{timing.until:%Y-%m-%d}" == "2026-03-11"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Monday and Wednesday", "unknown"),
        ("between Monday and Wednesday next week", "unknown"),
        ("between Friday and Monday", "2026-03-06"),
        ("between Monday and Wednesday at 3pm", "2026-03-09 15:00"),
    ],
)
def test_two_weekdays_are_a_range_only_between_them(text: str, meaning: str) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1h30m", "2026-03-04 11:30"),
        ("1h 30m", "2026-03-04 11:30"),
        ("in 2h15m", "2026-03-04 12:15"),
        ("1h30m after the call", "2026-03-04 11:30"),
        ("1h30 after the call", "2026-03-04 11:30"),
        ("1ч30м", "2026-03-04 11:30"),
        ("2d1h30m", "2026-03-06 11:30"),
        ("1h 30min", "2026-03-04 11:30"),
        ("1d12h", "2026-03-05 22:00"),
        ("2d1h30", "unknown"),
        ("30m", "unknown"),
        ("in 2h 15 people", "2026-03-04 12:00"),
    ],
)
def test_no_part_of_a_span_is_left_out(text: str, meaning: str) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize("text", ["Day -1", "day -3", "День -1", "Tag -1", "Día -1", "Week -1", "Week 1 Day -1"])
def test_a_negative_label_is_rejected(text: str) -> None:
    assert meaning_of(text) == "rejected"


@pytest.mark.parametrize("text", ["Day-3", "Day - 3", "Day 3 -5", "3 days -5 days"])
def test_a_dash_is_no_minus(text: str) -> None:
    assert meaning_of(text) == "2026-03-07"
