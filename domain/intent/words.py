"""The words of five languages by which messages are told apart: English, Ukrainian, Russian, German, Spanish."""

from domain.intent.phrases import phrases
from domain.intent.reading import ActKind, Talk, WishKind

DONE = phrases(
    "done|did it|all done|finished|completed|i did it|it's done|is done|made it|done with|finished with|ok done|"
    "done it",
    "готово|зробив|зробила|зроблено|виконано|вже зробив|вже зробила",
    "сделал|сделала|сделано|выполнено|уже сделал|уже сделала|готово с",
    "erledigt|gemacht|fertig|ist erledigt|hab ich gemacht|habe ich gemacht|fertig mit|erledigt mit",
    "hecho|listo|terminado|ya esta|ya lo hice|hecho con",
)
SKIPPED = phrases(
    "skip|skipped|skip it|skip this|skip that|skip this one|not needed|don't need it|no need|skip step",
    "пропусти|пропустити|пропускаю|пропущено|не треба|не потрібно",
    "пропустить|пропустил|пропустила|пропуск|не надо|не нужно",
    "überspringen|überspring|auslassen|weglassen|nicht nötig|brauche ich nicht|übersprungen",
    "saltar|omitir|saltalo|no hace falta|no es necesario",
)
SNOOZED = phrases(
    "snooze until|snooze till|snooze to|snooze for|snooze|postpone to|postpone until|postpone|later|remind me again|"
    "remind me|not now|move to|push to|put off until|put off to|put it off until",
    "відклади на|відклади до|відклади|відкласти на|пізніше|нагадай|не зараз|перенеси на",
    "отложи на|отложи до|отложи|отложить на|позже|напомни|не сейчас|перенеси на|перенести на",
    "verschiebe auf|verschieben auf|verschieb auf|später|erinnere mich|erinner mich|nicht jetzt|schlummern bis",
    "posponer hasta|posponer a|posponer|aplazar hasta|aplazar|mas tarde|recuerdame|ahora no|mover a",
)
REPLIED = phrases(
    "replied|answered|responded|said yes|said no|wrote back|called back|got back to me|got a reply|has replied|"
    "has answered",
    "she replied|he replied|they replied|she answered|he answered|they answered|she said|he said|they said|"
    "she wrote back|"
    "he wrote back|they wrote back|she called back|he called back|they called back",
    "відповів|відповіла|відповіли|він відповів|вона відповіла|вони відповіли|сказала|сказав|вона сказала|він сказав",
    "ответил|ответила|ответили|он ответил|она ответила|они ответили|перезвонил|перезвонила|он сказал|она сказала",
    "hat geantwortet|haben geantwortet|er hat geantwortet|sie hat geantwortet|hat zugesagt|hat abgesagt|"
    "hat zurückgerufen",
    "respondio|contesto|ha respondido|ha contestado|dijo que si|dijo que no|ella dijo|el dijo|me respondio|me contesto",
)
ACTS = {ActKind.DONE: DONE, ActKind.SKIPPED: SKIPPED, ActKind.SNOOZED: SNOOZED, ActKind.REPLIED: REPLIED}

FIND = phrases(
    "find|find me|search|search for|look up|look for|show me|show|where is|who is|open",
    "знайди|знайти|шукай|покажи|відкрий|де|хто такий|хто така",
    "найди|найти|ищи|поиск|открой|где|кто такой|кто такая",
    "finde|suche|such|such mir|zeig|zeig mir|zeige|zeige mir|wo ist|wer ist|öffne",
    "busca|buscar|encuentra|muestra|muestrame|donde esta|quien es|abre",
)
COUNT = phrases("how many", "скільки", "сколько", "wie viele|wieviele", "cuantos|cuantas")
REMIND = phrases(
    "remind me about|remind me of|remind me to call|remind me to write to|remind me to email|remind me to|"
    "ping me about",
    "нагадай про|нагадай мені про|нагадай подзвонити",
    "напомни о|напомни об|напомни про|напомни мне о|напомни мне про|напомни позвонить",
    "erinnere mich an|erinner mich an|erinnere mich wegen",
    "recuerdame a|recuerdame lo de|recuerdame llamar a|recuerdame",
)
WHOLE_WISHES = {
    WishKind.LIST: phrases(
        "leads|my leads|show leads|show my leads|show me my leads|list|list leads|list my leads|all leads|"
        "what's next|"
        "what is next|what do i have today|what's on today|what is due|what is due today|today|to do|todo",
        "ліди|мої ліди|покажи ліди|покажи мої ліди|що далі|що на сьогодні|що сьогодні|список",
        "лиды|мои лиды|покажи лиды|покажи мои лиды|что дальше|что на сегодня|что сегодня|список лидов",
        "meine leads|zeig meine leads|zeig mir meine leads|was steht an|was steht heute an|"
        "was kommt als nächstes|liste",
        "mis leads|muestra mis leads|que sigue|que tengo hoy|lista|ver leads|mis contactos",
    ),
    WishKind.OVERDUE: phrases(
        "overdue|what is overdue|what's overdue|what did i miss|late",
        "прострочені|прострочено|що прострочено|просроченные|просрочено|что просрочено|что я пропустил|"
        "что я пропустила",
        "überfällig|was ist überfällig|was habe ich verpasst",
        "atrasados|vencidos|que esta atrasado",
    ),
    WishKind.STATS: phrases(
        "stats|statistics|my stats|how am i doing|статистика|моя статистика|statistik|estadisticas",
    ),
    WishKind.SETTINGS: phrases(
        "settings|change settings|my settings|change my time zone|change time zone|налаштування|настройки",
        "einstellungen|ajustes|configuracion|zeitzone ändern|сменить часовой пояс|змінити часовий пояс",
    ),
    WishKind.HELP: phrases("help|help me|how does it work|how do i use it|допомога|допоможи|помощь|помоги|hilfe|ayuda"),
}
TALK = {
    Talk.GREETING: phrases(
        "hi|hello|hey|hey there|hi there|hello there|good morning|good afternoon|good evening|good day|yo|hiya|"
        "bye|good night|good bye|goodbye|see you",
        "привіт|вітаю|добрий день|доброго дня|доброго ранку|добрий вечір|бувай|до побачення",
        "привет|здравствуйте|здравствуй|добрый день|доброе утро|добрый вечер|пока|до свидания|приветствую",
        "hallo|guten morgen|guten tag|guten abend|moin|servus|tschüss|grüß gott|hallo zusammen",
        "hola|buenos dias|buenas tardes|buenas noches|buenas|adios|que tal",
    ),
    Talk.THANKS: phrases(
        "thanks|thank you|thx|ty|thanks a lot|thank you very much|many thanks|great thanks|ok thanks|cheers|cool|"
        "great|"
        "nice|perfect|super|awesome|good|good job|well done|wow",
        "дякую|дуже дякую|спасибі|супер|чудово|клас",
        "спасибо|большое спасибо|спасибо большое|благодарю|отлично|класс|круто|хорошо",
        "danke|vielen dank|danke schön|dankeschön|toll|prima|danke dir|perfekt",
        "gracias|muchas gracias|genial|estupendo|perfecto|mil gracias",
    ),
    Talk.CONSENT: phrases(
        "ok|okay|okey|k|kk|yes|no|yep|yeah|nope|sure|fine|alright|all right|got it|understood|right|maybe|"
        "cancel|stop|"
        "nothing|never mind|nevermind|wait|undo",
        "так|ні|ага|добре|гаразд|зрозуміло|окей|скасувати|нічого",
        "да|нет|угу|ладно|понятно|ясно|ок|отмена|ничего|не важно|стоп",
        "ja|nein|gut|alles klar|klar|passt|verstanden|nö|jo|abbrechen|nichts|egal",
        "si|vale|claro|entendido|de acuerdo|bueno|bien|cancelar|nada",
    ),
    Talk.NOISE: phrases(
        "test|testing|test test|asdf|asdfgh|qwerty|qwe|123|abc|blah|lol|haha|тест|проверка|перевірка|prueba|probe"
    ),
}
QUESTION_WORDS = phrases(
    "who|what|how|why|when|where|which|can|could|do|does|did|are|is|will|would|should",
    "хто|що|як|чому|навіщо|коли|де|чи|можеш|ти",
    "кто|что|как|почему|зачем|когда|где|можешь|ты|умеешь",
    "wer|was|wie|warum|wann|wo|kannst|bist|hast|machst|welche",
    "quien|que|como|por que|cuando|donde|puedes|eres|cual",
)
YOU = phrases("you|your|u|ти|тебе|твій|ты|тебя|твой|вы|вас|ви|du|dich|dir|dein|sie|tu|usted|te|bot|бот|leadbell")
