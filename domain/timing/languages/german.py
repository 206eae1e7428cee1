"""German."""

from domain.timing.languages.vocabulary import Compounds, Lexicon, Numbers, twenty_one_to_ninety_nine
from domain.timing.terms import Term

_ONES: Numbers = {
    1: "ein", 2: "zwei, zwo", 3: "drei", 4: "vier", 5: "fünf, fuenf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun",
}  # fmt: skip
_TEENS: Numbers = {
    10: "zehn", 11: "elf", 12: "zwölf, zwoelf", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn, fuenfzehn",
    16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn",
}  # fmt: skip
_TENS: Numbers = {
    20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig, fuenfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig",
    90: "neunzig",
}  # fmt: skip

ARTICLES = "der, die, das, den, dem, des"

LEXICON: Lexicon = {
    Term.NUMBER: {
        0: "null",
        **{value: word for value, word in _ONES.items() if value > 1},
        **_TEENS,
        **_TENS,
        **twenty_one_to_ninety_nine(_TENS, _ONES, "{one}und{ten}"),
        0.5: "halbe, halben, halber, halbes, eine halbe, einer halben,"
        "einem halben, ein halbes, einen halben, ein halber",
        1.5: "anderthalb, eineinhalb",
        2.5: "zweieinhalb",
        0.75: "dreiviertel",
    },
    Term.AN: {1: "ein, eine, einem, einen, einer, eines"},
    Term.ORDINAL: {
        1: "erste, ersten, erster, erstes",
        2: "zweite, zweiten, zweiter, zweites",
        3: "dritte, dritten, dritter, drittes",
        4: "vierte, vierten, vierter",
        5: "fünfte, fünften, fünfter",
        6: "sechste, sechsten",
        7: "siebte, siebten",
        8: "achte, achten",
    },
    Term.MINUTE: "minute, minuten",
    Term.HOUR: "std, stunde, stunden",
    Term.DAY: {0: "tag, tages", 2: "tage, tagen"},
    Term.WORKDAY: "werktag, werktage, werktagen, arbeitstag, arbeitstage, arbeitstagen, geschäftstage, geschäftstagen,"
    "geschäftstag",
    Term.WEEK: {0: "woche", 2: "wochen"},
    Term.MONTH: {0: "monat, monats", 2: "monate, monaten"},
    Term.QUARTER: "quartal, quartale, quartalen, quartals",
    Term.YEAR: "jahr, jahre, jahren, jahres",
    Term.IMMEDIATE: "sofort, umgehend, unverzüglich, sogleich, so bald wie möglich, sobald wie möglich,"
    "so schnell wie möglich, am selben tag, am gleichen tag",
    Term.NOW: "jetzt",
    Term.TODAY: "heute",
    Term.TOMORROW: {1: "morgen", 2: "übermorgen, uebermorgen"},
    Term.PAST: "gestern, vorgestern",
    Term.WEEKDAY: {
        0: "montag, montags",
        1: "dienstag, dienstags",
        2: "mittwoch, mittwochs",
        3: "donnerstag, donnerstags",
        4: "freitag, freitags",
        5: "samstag, samstags, sonnabend",
        6: "sonntag, sonntags",
    },
    Term.WEEKEND: "wochenende",
    Term.MONTH_NAME: {
        1: "januar, jänner",
        2: "februar",
        3: "märz, maerz",
        5: "mai",
        6: "juni",
        7: "juli",
        10: "oktober, okt",
        12: "dezember, dez",
    },
    Term.DAYPART: {
        540: "morgens, am morgen, früh, am vormittag, vormittag, vormittags, in der früh",
        720: "mittag, mittags, am mittag",
        840: "nachmittag, nachmittags, am nachmittag",
        1020: "feierabend, ende des tages, tagesende",
        1080: "abend, abends, am abend, nachts",
    },
    Term.OCLOCK: "uhr",
    Term.ADVERB: {
        1: "täglich",
        7: "wöchentlich",
        14: "zweiwöchentlich",
        30: "monatlich",
        90: "vierteljährlich, quartalsweise",
        365: "jährlich",
    },
    Term.IN: "im, über",
    Term.LATER: "später, danach, von jetzt an, ab jetzt",
    Term.AFTER: "nach, nachdem, seit",
    Term.FROM: "ab, von, zwischen",
    Term.BEFORE: "vor, bevor, vorm",
    Term.BY: "spätestens, bis spätestens, spätestens am, spätestens bis, spätestens in, spätestens nach,"
    "nicht später als, nicht später als in",
    Term.WITHIN: "innerhalb, innerhalb von, binnen, weniger als, höchstens, maximal, bis zu, innert, nicht mehr als",
    Term.UNTIL: "bis, bis zum, bis zur",
    Term.OR: "oder",
    Term.AND: "und",
    Term.ON: "am",
    Term.AT: "um, gegen",
    Term.FOR: "für",
    Term.WAIT: "warte, warten, mindestens",
    Term.ABOUT: "etwa, ungefähr, rund, zirka, genau, weiteren, weitere",
    Term.NEXT: {
        1: "nächste, nächsten, nächster, nächstes, nächstem, kommende, kommenden, kommender, kommendes, folgende,"
        "folgenden, folgender, naechste, naechsten",
        2: "übernächste, übernächsten, übernächster, übernächstes",
    },
    Term.THIS: "diese, diesen, dieser, dieses, diesem",
    Term.LAST: "letzte, letzten, letzter, letztes, vorige, voriger, vorigen, vergangene, vergangenen",
    Term.EVERY: "jede, jeden, jeder, jedes, alle",
    Term.PER: "pro",
    Term.TIMES: "einmal, zweimal, mal",
    Term.EARLY: "anfang, zu beginn, beginn",
    Term.MID: "mitte",
    Term.END_OF: "ende",
    Term.NOT: {
        0: "nicht, nie, niemals",
        1: "kein, keine, keiner, keinen, keinem, keinerlei, nichts, niemand",
        2: "ohne",
    },
    Term.EXCEPT: {
        0: "außer, ausgenommen, bis auf, mit ausnahme von, statt, anstatt, anstelle von",
        1: "überspringen, überspringe, auslassen, vermeiden, vermeide, meiden",
    },
    Term.IF: {0: "wenn, falls", 1: "es sei denn, außer wenn, außer falls"},
    Term.HOLIDAY: "weihnachten, ostern, pfingsten, silvester, neujahr",
    Term.LASTING: "testphase, testzeitraum, garantie, kurs, vertrag, laufzeit, schulung,"
    "termin, gespräch, anruf, erfahrung",
    Term.WORD: {
        0: "eines tages, guten morgen, guten tag, guten abend, schönen tag, schönes wochenende, nicht vergessen,"
        "vergiss nicht, vergessen sie nicht, keine eile, ohne eile, nicht eilig, nicht dringend, kein problem,"
        "nicht nur",
        1: "antwort, antworten, rückmeldung, reaktion, neuigkeiten",
        2: "geantwortet, antwortet, reagiert, gemeldet, meldet",
    },
}

COMPOUNDS: Compounds = {
    "es sei denn ,": ((Term.IF, 1),),  # the comma belongs to it and ends no clause
    "einigen": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "einige": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "ein paar": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "mehreren": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "mehrere": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "viertelstunde": ((Term.NUMBER, 0.25), (Term.HOUR, 0)),
    "dreiviertelstunde": ((Term.NUMBER, 0.75), (Term.HOUR, 0)),
    "halbjahr": ((Term.NUMBER, 0.5), (Term.YEAR, 0)),
    "monatsende": ((Term.END_OF, 0), (Term.MONTH, 0)),
    "quartalsende": ((Term.END_OF, 0), (Term.QUARTER, 0)),
    "jahresende": ((Term.END_OF, 0), (Term.YEAR, 0)),
    "monatsanfang": ((Term.EARLY, 0), (Term.MONTH, 0)),
    "gleich nach": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
    "direkt nach": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
    "jeden zweiten": ((Term.EVERY, 0), (Term.NUMBER, 2)),
    "jede zweite": ((Term.EVERY, 0), (Term.NUMBER, 2)),
    "heute morgen": ((Term.TODAY, 0), (Term.DAYPART, 540)),
    "heute früh": ((Term.TODAY, 0), (Term.DAYPART, 540)),
}
