"""A table for each subject: the same meaning in English, Ukrainian, Russian, German and Spanish."""

import pytest

from tests.domain.timing.bases import meaning_of

SAME: dict[str, tuple[str, ...]] = {
    # immediate words and named days
    "2026-03-04": (
        *("immediately", "asap", "today", "now", "same day", "right now"),
        *("негайно", "одразу", "сьогодні", "зараз", "того ж дня"),
        *("немедленно", "сразу", "сегодня", "сейчас", "в тот же день"),
        *("sofort", "umgehend", "heute", "jetzt", "am selben Tag"),
        *("inmediatamente", "lo antes posible", "hoy", "ahora mismo", "el mismo día"),
    ),
    "2026-03-05": (
        *("tomorrow", "next day", "in one day", "Day 1", "a day after the call", "next business day", "Thursday"),
        *("завтра", "наступного дня", "через день", "День 1", "через день після дзвінка", "у четвер"),
        *("наступного робочого дня", "на следующий день", "через один день", "на следующий рабочий день"),
        *("в четверг", "через сутки", "morgen", "am nächsten Tag", "in einem Tag", "Tag 1", "am nächsten Werktag"),
        *("am Donnerstag", "mañana", "al día siguiente", "en un día", "Día 1", "el próximo día hábil", "el jueves"),
    ),
    "2026-03-06": (
        *("day after tomorrow", "in a couple of days", "2 business days", "every other day", "Friday", "end of week"),
        *("післязавтра", "через пару днів", "2 робочі дні", "кожні 2 дні", "у п'ятницю", "в кінці тижня"),
        *("послезавтра", "через пару дней", "через 2 рабочих дня", "каждые два дня", "в пятницу", "в конце недели"),
        *("übermorgen", "in zwei Tagen", "nach 2 Werktagen", "jeden zweiten Tag", "am Freitag", "Ende der Woche"),
        *("pasado mañana", "en un par de días", "en 2 días hábiles", "cada 2 días", "el viernes"),
    ),
    # day labels and ranges: the lower bound
    "2026-03-07": (
        *("Day 3", "3 days", "3-5 days", "between 3 and 5 days", "on the third day", "in a few days", "Days 3-5"),
        *("День 3", "3 дні", "3-5 днів", "від 3 до 5 днів", "на третій день", "через кілька днів", "через три дні"),
        *("день 3", "3 дня", "3-5 дней", "от 3 до 5 дней", "на 3-й день", "через несколько дней", "три-четыре дня"),
        *("Tag 3", "3 Tage", "3 bis 5 Tage", "zwischen 3 und 5 Tagen", "am dritten Tag", "in ein paar Tagen"),
        *("Día 3", "3 días", "de 3 a 5 días", "entre 3 y 5 días", "tercer día", "en unos 3 días"),
    ),
    # next weekday, next week
    "2026-03-09": (
        *("next Monday", "next week", "early next week", "every Monday", "after the weekend", "3 business days"),
        *("наступного понеділка", "наступного тижня", "на початку наступного тижня", "після вихідних"),
        *("в следующий понедельник", "на следующей неделе", "в начале следующей недели", "после выходных"),
        *("nächsten Montag", "nächste Woche", "Anfang nächster Woche", "nach dem Wochenende", "jeden Montag"),
        *("el próximo lunes", "la próxima semana", "a principios de la próxima semana", "el lunes que viene"),
    ),
    # weeks
    "2026-03-11": (
        *("in a week", "1 week", "Week 2", "weekly", "one week after the demo", "1-2 weeks"),
        *("через тиждень", "1 тиждень", "Тиждень 2", "щотижня", "через тиждень після демо", "1-2 тижні"),
        *("через неделю", "неделю спустя", "Неделя 2", "еженедельно", "через неделю после демо", "1-2 недели"),
        *("in einer Woche", "eine Woche später", "Woche 2", "wöchentlich", "eine Woche nach der Demo", "1-2 Wochen"),
        *("en una semana", "una semana después", "Semana 2", "semanalmente", "una semana después de la demo"),
    ),
    # months have 30 days
    "2026-04-03": (
        *("in a month", "1 month later", "Month 2", "monthly", "in 30 days"),
        *("через місяць", "1 місяць", "Місяць 2", "щомісяця", "через тридцять днів"),
        *("через месяц", "спустя месяц", "Месяц 2", "ежемесячно", "через тридцать дней"),
        *("in einem Monat", "nach einem Monat", "Monat 2", "monatlich", "in dreißig Tagen"),
        *("en un mes", "dentro de un mes", "Mes 2", "mensualmente", "en treinta días"),
    ),
    # calendar periods
    "2026-03-31": (
        *("end of month", "end of the quarter", "EOM", "last day of the month"),
        *("в кінці місяця", "наприкінці кварталу", "в конце месяца", "в конце квартала"),
        *("Ende des Monats", "Monatsende", "Quartalsende", "a fin de mes", "al final del trimestre"),
    ),
    "2026-04-01": (
        *("next month", "next quarter", "beginning of next month", "Q2", "in April"),
        *("наступного місяця", "у наступному кварталі", "у квітні", "в следующем месяце", "в следующем квартале"),
        *("nächsten Monat", "nächstes Quartal", "im April", "el próximo mes", "el mes que viene", "en abril"),
    ),
    "2026-04-15": (
        *("April 15", "15 April", "on April 15th, 2026", "2026-04-15", "15.04.2026", "15.04."),
        *("15 квітня", "15 апреля", "15-го апреля 2026", "15. April", "am 15. April 2026", "15 de abril"),
    ),
    # deadlines: a day before, where there are two
    "2026-03-10": (
        *("within a week", "no later than 7 days", "by Day 7", "in the next 7 days"),
        *("протягом тижня", "не пізніше 7 днів", "в течение недели", "не позднее чем через неделю"),
        *("innerhalb einer Woche", "spätestens in einer Woche", "en menos de una semana", "a más tardar en 7 días"),
    ),
    # hours and minutes
    "2026-03-04 11:30": (
        *("in 90 minutes", "an hour and a half", "1.5 hours later", "through 1 1/2 hours"),
        *("через 90 хвилин", "через півтори години", "через 90 минут", "через полтора часа", "через 1,5 часа"),
        *("in 90 Minuten", "in anderthalb Stunden", "nach 1,5 Stunden", "en 90 minutos", "en una hora y media"),
    ),
    "2026-03-04 10:30": (
        *("in half an hour", "½ hour", "within the hour", "через пів години", "через півгодини", "через полчаса"),
        *("in einer halben Stunde", "en media hora"),
    ),
    # times of day
    "2026-03-05 09:00": (
        *("tomorrow morning", "tomorrow at 9am", "Thursday 09:00", "at 9 a.m. tomorrow", "Day 1, 9:00"),
        *("завтра вранці", "завтра о 9 годині", "у четвер о 9:00", "завтра утром", "завтра в 9 часов"),
        *("morgen früh", "morgen um 9 Uhr", "mañana por la mañana", "mañana a las 9"),
    ),
    "2026-03-04 18:00": (
        *("tonight", "this evening", "today at 6pm", "сьогодні ввечері", "сегодня вечером", "в 6 часов вечера"),
        *("heute Abend", "esta noche", "a las 6 de la tarde"),
    ),
    # past, and unknown
    "rejected": (
        *("2 days ago", "yesterday", "last week", "-3 days", "2025-01-01", "400 days", "Day 366"),
        *("2 дні тому", "вчора", "минулого тижня", "мінус 3 дні", "2 дня назад", "на прошлой неделе", "через 400 дней"),
        *("vor 2 Tagen", "gestern", "letzte Woche", "hace 2 días", "ayer", "la semana pasada", "en 400 días"),
    ),
    "unknown": (
        *("after the demo", "before the call", "upon reply", "TBD", "not today", "some day", "2 days before the demo"),
        *("після дзвінка", "перед дзвінком", "за 2 дні до зустрічі", "не сьогодні", "колись", "після відповіді"),
        *("после звонка", "перед звонком", "за 2 дня до встречи", "не сегодня", "когда-нибудь", "в ближайшие дни"),
        *("nach der Demo", "vor dem Anruf", "2 Tage vor dem Termin", "nicht heute", "in den nächsten Tagen"),
        *("después de la demo", "antes de la llamada", "2 días antes de la reunión", "no hoy", "algún día"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in SAME.items() for text in texts])
def test_the_same_is_read_in_every_language(meaning: str, text: str) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("in 21 days", "in twenty-one days"),
        ("через 21 день", "через двадцать один день"),
        ("через 22 дні", "через двадцять два дні"),
        ("in 21 Tagen", "in einundzwanzig Tagen"),
        ("en 32 días", "en treinta y dos días"),
        ("en 11 días", "en once días"),
    ],
)
def test_numbers_may_be_words(digits: str, words: str) -> None:
    assert meaning_of(words) == meaning_of(digits) != "unknown"


@pytest.mark.parametrize(
    ("accented", "plain"), [("en 3 días", "en 3 dias"), ("mañana", "manana"), ("nächste Woche", "nachste Woche")]
)
def test_accents_may_be_left_out(accented: str, plain: str) -> None:
    assert meaning_of(plain) == meaning_of(accented) != "unknown"
