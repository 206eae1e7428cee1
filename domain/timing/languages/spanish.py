"""Spanish."""

from domain.timing.languages.vocabulary import Compounds, Lexicon, Numbers, twenty_one_to_ninety_nine
from domain.timing.terms import Term

_ONES: Numbers = {
    1: "uno, una, un", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho", 9: "nueve",
}  # fmt: skip
_TEENS: Numbers = {
    10: "diez", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis", 17: "diecisiete",
    18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veintiuno, veintiún, veintiuna", 22: "veintidós",
    23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis", 27: "veintisiete", 28: "veintiocho",
    29: "veintinueve",
}  # fmt: skip
_TENS: Numbers = {
    30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta", 90: "noventa",
}  # fmt: skip

ARTICLES = "el, la, los, las, lo"

LEXICON: Lexicon = {
    Term.NUMBER: {
        0: "cero",
        **{value: word for value, word in _ONES.items() if value > 1},
        **_TEENS,
        **_TENS,
        **twenty_one_to_ninety_nine(_TENS, _ONES, "{ten} y {one}"),
        0.25: "un cuarto de",
        0.5: "medio, media",
        0.75: "tres cuartos de",
    },
    Term.AN: {1: "un, una, uno"},
    Term.ORDINAL: {
        1: "primer, primero, primera",
        2: "segundo, segunda",
        3: "tercer, tercero, tercera",
        4: "cuarto, cuarta",
        5: "quinto, quinta",
        6: "sexto, sexta",
        7: "séptimo, séptima",
        8: "octavo, octava",
    },
    Term.FRACTION: {0.25: "y cuarto", 0.5: "y medio, y media"},
    Term.MINUTE: "minuto, minutos",
    Term.HOUR: "hora, horas",
    Term.DAY: {0: "día", 2: "días"},
    Term.WORKDAY: "día hábil, días hábiles, día laborable, días laborables, día laboral, días laborales",
    Term.WEEK: {0: "semana, sem", 2: "semanas"},
    Term.MONTH: {0: "mes", 2: "meses"},
    Term.QUARTER: "trimestre, trimestres",
    Term.YEAR: "año, años",
    Term.IMMEDIATE: "inmediatamente, de inmediato, en seguida, enseguida, cuanto antes, lo antes posible, ahora mismo,"
    "el mismo día, mismo día, ya mismo",
    Term.NOW: "ahora",
    Term.TODAY: "hoy",
    Term.TOMORROW: {1: "mañana", 2: "pasado mañana"},
    Term.PAST: "ayer, anteayer",
    Term.WEEKDAY: {
        0: "lunes",
        1: "martes",
        2: "miércoles",
        3: "jueves",
        4: "viernes",
        5: "sábado",
        6: "domingo",
    },
    Term.WEEKEND: "fin de semana",
    Term.MONTH_NAME: {
        1: "enero",
        2: "febrero",
        3: "marzo",
        4: "abril",
        5: "mayo",
        6: "junio",
        7: "julio",
        8: "agosto",
        9: "septiembre, setiembre",
        10: "octubre",
        11: "noviembre",
        12: "diciembre",
    },
    Term.DAYPART: {
        540: "por la mañana, de la mañana, en la mañana, a primera hora",
        720: "mediodía, al mediodía, a mediodía",
        840: "por la tarde, de la tarde, en la tarde",
        1020: "fin del día, final del día, al final del día, fin de día",
        1080: "por la noche, de la noche, en la noche",
    },
    Term.ADVERB: {
        1: "diariamente, diario",
        7: "semanalmente, semanal",
        14: "quincenal",
        30: "mensualmente, mensual",
        90: "trimestral, trimestralmente",
        365: "anualmente, anual",
    },
    Term.IN: "en, dentro de, durante, al cabo de",
    Term.LATER: "más tarde, a partir de ahora, a partir de hoy",
    Term.AFTER: "después de, después del, después, tras, luego de",
    Term.FROM: "desde, entre, a partir de, a partir del",
    Term.BEFORE: "antes de, antes del, antes, previo a",
    Term.AGO: "hace",
    Term.BY: "a más tardar, a más tardar en, como muy tarde, como máximo en, para,"
    "no más tarde de, no más tarde del, no más tarde que, no después de, no después del",
    Term.WITHIN: "en menos de, menos de, en un plazo de, en el plazo de, como máximo, no más de",
    Term.UNTIL: "hasta",
    Term.OR: "o, u",
    Term.AND: "y, e",
    Term.OF: "de, del",
    Term.AT: "a las, a la",
    Term.WAIT: "esperar, espera, espere, al menos",
    Term.ABOUT: "aproximadamente, unos, unas, más o menos, otros, otras, cerca de",
    Term.NEXT: {1: "próximo, próxima, próximos, próximas, siguiente, siguientes, que viene, que vienen, entrante"},
    Term.THIS: "este, esta, estos, estas",
    Term.LAST: "pasado, pasada, último, última",
    Term.EVERY: "cada, todos, todas",
    Term.PER: "por",
    Term.TIMES: "una vez, dos veces, veces, vez",
    Term.EARLY: "principios de, a principios de, comienzos de, inicio de, principio de, a comienzos de, inicios de",
    Term.MID: "mediados de, a mediados de",
    Term.END_OF: "fin de, a fin de, final de, al final de, al final del, finales de, a finales de,"
    "fines de, a fines de, fin del, final del",
    Term.NOT: {0: "nunca, jamás, tampoco", 1: "no, ningún, ninguna, ninguno, nada, nadie", 2: "sin"},
    Term.EXCEPT: {
        0: "excepto, salvo, menos, a excepción de, con excepción de, excluyendo, en lugar de, en vez de",
        1: "evitar, evita, evite, saltar, saltarse, omitir, excluir",
    },
    Term.IF: {0: "si", 1: "a menos que, a no ser que, salvo que, excepto si, salvo si"},
    Term.HOLIDAY: "navidad, pascua, año nuevo, semana santa, reyes",
    Term.LASTING: "prueba, garantía, curso, contrato, reunión, llamada, experiencia, taller",
    Term.WORD: {
        0: "algún día, buenos días, un día de estos, no olvidar, no olvides, no olvide, no te olvides, sin prisa,"
        "sin prisas, sin falta, no urgente, no solo",
        1: "respuesta, respuestas, contestación, noticias",
        2: "responde, responden, respondió, respondieron, respondido, contesta, contestan, contestó, contestado",
    },
}

COMPOUNDS: Compounds = {
    # "once" alone is the English word
    "once días": ((Term.NUMBER, 11), (Term.DAY, 0)),
    "once semanas": ((Term.NUMBER, 11), (Term.WEEK, 0)),
    "once horas": ((Term.NUMBER, 11), (Term.HOUR, 0)),
    "un par de": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "par de": ((Term.ABOUT, 0), (Term.NUMBER, 2)),
    "varios": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "varias": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "algunos": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "algunas": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "unos pocos": ((Term.ABOUT, 3), (Term.NUMBER, 3)),
    "quincena": ((Term.FORTNIGHT, 0),),
    "esta mañana": ((Term.TODAY, 0), (Term.DAYPART, 540)),
    "esta tarde": ((Term.TODAY, 0), (Term.DAYPART, 840)),
    "esta noche": ((Term.TODAY, 0), (Term.DAYPART, 1080)),
    "justo después de": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
    "inmediatamente después de": ((Term.IMMEDIATE, 0), (Term.AFTER, 0)),
}
