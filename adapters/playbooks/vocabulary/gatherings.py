"""Words of events, and of when they are."""

from adapters.playbooks.vocabulary.listed import listed

_ENGLISH = """
conference expo fair show tradeshow summit meetup meet-up booth stand webinar event dinner breakfast congress
forum hackathon workshop seminar festival convention exhibition roundtable
"""
_GERMAN = "messe kongress konferenz veranstaltung tagung"
_SPANISH = "feria congreso conferencia evento exposición cena cumbre foro jornada"

ENGLISH_EVENTS = listed(_ENGLISH)
SPANISH_EVENTS = listed(_SPANISH)
LATIN_EVENTS = ENGLISH_EVENTS | SPANISH_EVENTS | listed(_GERMAN)
_CYRILLIC_STEMS = """
конференц виставк выставк форум мітап митап ярмар семинар семінар вебінар вебинар івент ивент саміт саммит стенд
вечер вечір
"""
CYRILLIC_EVENT_STEMS = tuple(sorted(listed(_CYRILLIC_STEMS)))

EVENT_PREPOSITIONS = listed("at on in during after over на під во в auf bei beim am im en durante")
NEED_ARTICLE = frozenset(("from",))
"""Without one, "from Acme Summit" may as well name an employer."""

NEED_OUR = listed("attended visited joined by")
"""Only in "attended our webinar": another's they may have visited without us."""

GOES_ON_AFTER_EVENT = listed("""
in on at of and or with last this that yesterday today by from where who she he they we i for to about but wants
want asked asks needs is was has had said says told interested talked works runs looking got gave did here there
today ago через в на у и і та де где він вона хоче хочет она он который яка який сказав сказала сказал dort wo und
in am im interesse hat er sie wir getroffen kennengelernt y quiere donde dijo pidió con de a
""")
"""Another word behind "event" changes its meaning: an event hall, a fair price, a conference call."""

AHEAD = listed("""
will going plan plans planning upcoming next invite invited inviting soon tomorrow register registered exhibit
exhibits exhibiting speaks speaking missed before хочу буде будет завтра наступній следующей nächste nächsten
morgen próxima mañana
""")
NEGATIONS = listed("not never haven't hasn't didn't haven’t hasn’t didn’t не ні nicht nie nunca no")
