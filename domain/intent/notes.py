"""Whether a text is surely a note about a prospect: by how much in it speaks of people, companies and selling."""

import re

from domain.intent.phrases import folded

ENOUGH = 2
LONG = 8
"""Words: so many about a prospect are no slip of the hand."""

_CONTACT = re.compile(
    r"[\w.%+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}|(?<!\w)@[a-z]\w{3,31}|\+?\d(?:[ ()/.-]{0,2}\d){7,14}|"
    r"linkedin\.com/|t\.me/"
)
_KINDS = (
    r"ceo|cto|cfo|coo|cmo|founder|co-?founder|owner|manager|director|head of|vp|buyer|sales lead|директор\w{0,3}|"
    r"менеджер\w{0,3}|керівник\w{0,3}|власни\w{1,4}|засновни\w{1,4}|руководител\w{0,3}|основател\w{0,3}|"
    r"владел\w{1,4}|"
    r"закупк\w{0,2}|geschäftsführer\w{0,3}|einkäufer\w{0,3}|leiter\w{0,3}|inhaber\w{0,3}|gründer\w{0,3}|gerente|"
    r"director\w{0,2}|jefe|"
    r"fundador\w{0,2}|dueñ[oa]|responsable",
    r"gmbh|ag|inc|ltd|llc|corp|plc|s\.?l\.?|s\.a\.|sp\. z o\.o|z o\.o|тов|ооо|зао|оао|пат|фоп|ип|company|"
    r"компані\w{1,3}|"
    r"компани\w{1,3}|firma|empresa",
    r"met|spoke|talked|chatted|introduced|intro|referred|зустрі\w{1,5}|познайоми\w{1,4}|розмовля\w{1,4}|"
    r"говори\w{1,4}|"
    r"познакоми\w{1,5}|встрети\w{1,5}|пообща\w{1,5}|разговаривал\w{0,2}|getroffen|kennengelernt|gesprochen|"
    r"kennen gelernt|traf|"
    r"conocí|conoci|hablé|hable|hablamos|conocimos|me presentaron",
    r"expo|fair|trade show|conference|summit|meetup|booth|stand|event|webinar|виставк\w{0,3}|конференці\w{0,3}|"
    r"форум\w{0,2}|"
    r"выставк\w{0,3}|конференци\w{0,3}|messe|stand|konferenz|feria|congreso|evento",
    r"wants?|needs?|interested|looking for|asked for|asked about|requested|would like|likes|considering|budget|"
    r"хоч\w{1,4}|"
    r"потріб\w{0,5}|цікав\w{0,6}|зацікав\w{0,6}|шука\w{1,4}|просить|бюджет\w{0,3}|хоте\w{1,4}|нужн\w{0,3}|"
    r"интерес\w{0,6}|"
    r"заинтерес\w{0,8}|ищ\w{1,3}|просил\w{0,2}|will|möchte|braucht|sucht|interess\w{0,8}|wünscht|quiere|necesita|"
    r"interesad\w{1,2}|"
    r"busca|pidió|pidio|presupuesto",
    r"demo|pilot|offer|quote|price|pricing|licen[cs]es?|seats|contract|proposal|trial|sample\w?|демо|пілот\w{0,3}|"
    r"пропозиці\w{0,3}|прайс\w{0,3}|ціна|ціни|ліцензі\w{0,3}|пилот\w{0,3}|кп|цен[аыу]|лицензи\w{0,3}|"
    r"договор\w{0,3}|angebot\w{0,3}|"
    r"preis\w{0,5}|lizenz\w{0,3}|vertrag\w{0,3}|oferta|precio\w?|licencias?|contrato|propuesta|piloto",
    r"call|phone|ring|write|email|mail|send|follow up|f/u|meet|schedule|набра\w{1,4}|подзвон\w{1,5}|"
    r"передзвон\w{1,5}|напиш\w{1,4}|"
    r"написа\w{1,4}|надісла\w{1,4}|позвон\w{1,5}|перезвон\w{1,5}|напис\w{1,4}|отправ\w{1,4}|скинуть|anrufen|"
    r"schreiben|schicken|"
    r"senden|zurückrufen|nachfassen|melden|llamar|escribir|enviar|mandar",
)
MEETING = 2
"""The place of their words among the kinds."""
_EVIDENCE = tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)") for words in _KINDS)
_FROM = re.compile(
    r"(?<!\w)(?i:from|at|of|@|von|vom|bei|aus|de|del|from the|з|із|від|из|от|"
    r"с)\s(?:the\s)?[A-ZА-ЯЄІЇҐÄÖÜÁÉÍÓÚÑ][\w&.-]{1,40}"
)
_NAMED = re.compile(r"(?<=\S\s)[A-ZА-ЯЄІЇҐÄÖÜÁÉÍÓÚÑŁŚŻ][\w'’-]{1,40}")
_FULL_NAME = re.compile(
    r"(?<!\w)[A-ZА-ЯЄІЇҐÄÖÜÁÉÍÓÚÑŁŚŻ][\w'’-]{1,30}\s[A-ZА-ЯЄІЇҐÄÖÜÁÉÍÓÚÑŁŚŻ][\w'’.-]{0,30}(?:,|\s-|\s\(|\n)\s?\S"
)


def is_surely_a_note(text: str) -> bool:
    start = text[:2000].strip()
    words = len(start.split())
    if words < 2:
        return False
    without, contacts = _CONTACT.subn(" ", start.lower())
    if contacts:
        return any(one.isalpha() for one in without)
    said = [pattern.search(folded(start)) is not None for pattern in _EVIDENCE]
    if any(pattern.search(start) for pattern in (_FROM, _NAMED, _FULL_NAME)):
        return (any(said) and (words > 2 or said[MEETING])) or _FULL_NAME.search(start) is not None
    return sum(said) >= ENOUGH and words >= LONG - 2 * (sum(said) > ENOUGH)
