"""Words before a person's name, and the words that are capitalised without being one."""

from adapters.playbooks.vocabulary.listed import listed

TITLES = listed(
    "mr mrs ms miss dr prof professor sir herr herrn frau señor señora sr sra пан пані паном г-н г-жа господин"
)

PARTICLES = listed("von van de der den del della di da dos du la le ter bin al el")

NAME_VERBS = listed("call called phone phoned ring email emailed ping pinged contact contacted visit")
NAME_VERB_STEMS = ("зателефон", "подзвон", "позвон")
"""Directly followed by a person or a company."""

MEETING_VERBS = listed("met traf")
MEETING_VERB_STEMS = ("зустрів", "зустріл", "встретил")
"""Directly followed by a person. Infinitives and nouns of these roots are other words."""

TALK_VERBS = listed("""
met meet meeting spoke speak talk talked chat chatted chatting follow followed catch caught touch connect
connected call lunch coffee dinner demo introduced intro sit sat hablé hablamos hablar conocí conocimos reunión
reuní reunimos encontré presentaron llamar gespräch treffen termin telefonat gesprochen telefoniert созвон встреча
дзвінок зустріч розмова звонок
""")
TALK_STEMS = (
    "встретил",
    "зустрів",
    "зустріл",
    "познайом",
    "познаком",
    "говори",
    "поговор",
    "спілку",
    "общал",
    "пообща",
    "созвон",
    "зідзвон",
)
WITH = listed("with mit con з із зі зо с со")
TALK_PREPOSITIONS = WITH | listed("to by a")

INBOUND = listed("inbound inquiry enquiry")
INBOUND_NOUNS = listed("lead call email message request")
"""Before a "from" that tells who asked: "Inbound from Anna", "Inbound call from Anna"."""

PERSONAL_VERBS = listed("""
wants want needs asked asks is was has works interested called wrote said says likes хоче хочет просит просить
möchte will quiere
""")

FILLERS = listed("the a an their up also again me us you our new dem der")
"""May stand between the verb and the name."""

NOT_NAMES = listed("""
i we you he she they it the a an this that these those there here my our your his her their and or but if so no
yes not hi hello hey dear thanks thank please note notes lead prospect client customer contact buyer seller
someone today tomorrow tonight yesterday now later soon asap urgent important hot warm cold new old follow up back
next monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
april june july august september october november december q1 q2 q3 q4 montag dienstag mittwoch donnerstag freitag
samstag sonntag lunes martes miércoles jueves viernes sábado domingo понеділок вівторок середа четвер пʼятниця
субота неділя понедельник вторник среда пятница суббота воскресенье сегодня завтра сьогодні heute morgen hoy
mañana sales marketing hr it finance legal procurement purchasing support accounting operations engineering
management reception office team department everyone everybody nobody hq linkedin facebook instagram telegram
whatsapp viber twitter google youtube tiktok upwork website web email phone call met meet meeting send sent wants
want needs need interested interest looking asked asks ask said says told wrote works working likes quote price
pricing budget demo events product products security growth team offer deal proposal contract invoice crm erp saas
nda rfp rfq poc eur usd uah gbp event conference expo fair summit interesse angebot termin messe firma herrn kunde
nuevo cliente interesado empresa клієнт клиент лід лид новий новый звонок дзвінок встреча зустріч передзвонити
перезвонить написати написать
""")

PLACES = listed("""
berlin munich münchen hamburg frankfurt cologne köln düsseldorf stuttgart vienna wien zurich zürich geneva london
manchester edinburgh dublin paris lyon brussels amsterdam rotterdam madrid barcelona valencia sevilla lisbon
lisboa rome milan milano warsaw warszawa krakow kraków wroclaw wrocław gdansk prague praha budapest bucharest
sofia athens istanbul ankara kyiv kiev lviv odesa odessa kharkiv dnipro moscow minsk riga vilnius tallinn helsinki
stockholm oslo copenhagen boston chicago seattle austin dallas houston denver atlanta miami toronto vancouver
montreal mexico bogotá lima santiago sydney melbourne singapore tokyo beijing shanghai delhi mumbai bangalore
dubai riyadh doha cairo lagos nairobi york angeles francisco vegas germany deutschland austria österreich
switzerland schweiz france spain españa italy poland ukraine russia turkey england britain scotland ireland
netherlands belgium portugal greece sweden norway denmark finland estonia latvia lithuania romania hungary czechia
slovakia bulgaria serbia croatia israel india china japan korea australia canada brazil argentina chile colombia
europe asia africa america usa us uk uae eu київ києва києві львів львова львові одеса одеси одесі харків харкова
дніпра києвом україни україна украина украины киев киева киеве львов львова одесса одессы москва москвы москве
питера петербурга минск минска польши варшави варшавы берлина берлін берлин лондона праги німеччини германии
европы європи
""")
