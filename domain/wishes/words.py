"""Words of unwanted channels in five languages: English, German, Spanish, Russian, Ukrainian."""

from collections.abc import Mapping
from enum import Enum, auto


class Part(Enum):
    """Of a wish: "please no more e-mails" is a filler, a denial, a filler and a channel."""

    DENIAL = auto()
    LACK = auto()  # denies, and no wish: "did not call", "no call yet"
    ONLY = auto()
    FILLER = auto()
    WRITING = auto()  # by any channel that is written, unless one is named beside it


NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "email": "email, emails, e mail, e mails, mail, mails, emailing, newsletter, newsletters, spam",
        "phone": "call, calls, phone, phone call, phone calls, ring, calling, cold call, cold calls, phoning,telephone",
        "linkedin": "linkedin, linked in, li",
        "telegram": "telegram, tg",
    },
    "de": {
        "email": "e mails, email, emails, mailen, anmailen, newsletter",
        "phone": "anrufen, anruf, anrufe, anzurufen, telefon, telefonisch, telefonate, telefonieren, telefonanrufe",
        "linkedin": "linkedin",
        "telegram": "telegram",
    },
    "es": {
        "email": "correo, correos, email, emails, correo electronico, correos electronicos, e mail",
        "phone": "llamar, llamarle, llamarla, llamarlo, llamada, llamadas, telefono, llames, llamen, llame",
        "linkedin": "linkedin",
        "telegram": "telegram",
    },
    "ru": {
        "email": "почту, почта, почте, почты, email, имейл*, мейл*, емейл*, письма, письмо, писем, мыло, рассылк*",
        "phone": "звонить, звони, звоните, звонки, звонков, телефон, телефону, телефона, перезванивать, набирать,"
        "звонок",
        "linkedin": "линкедин*, linkedin, линкед*",
        "telegram": "телеграм*, телега, телегу, телеге, тг, telegram",
    },
    "uk": {
        "email": "пошту, пошта, пошті, пошти, імейл*, мейл*, листи, листів, лист, розсил*",
        "phone": "дзвонити, дзвони, дзвоніть, дзвінки, дзвінків, дзвінок, телефонувати, телефонуйте, телефоном,"
        "телефонуй,"
        "телефон, телефону",
        "linkedin": "лінкедін*, linkedin, лінкед*",
        "telegram": "телеграм*, тг, telegram",
    },
}
PARTS: Mapping[str, Mapping[Part, str]] = {
    "en": {
        Part.DENIAL: "no, don't, dont, do not, never, not, not by, no more, stop, without, no need to, hates, dislikes,"
        "not on, not use, not via, doesn't use, does not use, isn't on, is not on, doesn't like, does not like,"
        "doesn't want, does not want, refuses, not to",
        Part.LACK: "does not, doesn't, did not, didn't, didnt, has not, hasn't, have not, haven't, had not, could not,"
        "couldn't, can't,"
        "cannot, yet, so far, number, numbers, address, addresses, no one, not only, not just, no reply, no answer,"
        "will not, won't, was not, is not, isn't, not a",
        Part.ONLY: "only, exclusively",
        Part.FILLER: "please, pls, any, more, him, her, them, by, via, to, his, the, send, use, on, contact, be, at,"
        "all,"
        "or, and, nor, me, us, through, over, for, with, unsolicited, marketing, kindly, likes, in",
        Part.WRITING: "write, writing, text, texting, message, messages",
    },
    "de": {
        Part.DENIAL: "nicht, kein, keine, keinen, nie, niemals, ohne, bitte nicht, auf keinen fall",
        Part.LACK: "bisher, adresse, nummer, noch nicht, noch kein, noch keine, nicht erreicht, nicht nur,"
        "konnte nicht, wollte nicht,"
        "keine antwort, hat nicht, habe nicht",
        Part.ONLY: "nur, ausschließlich, lediglich",
        Part.FILLER: "bitte, mehr, ihn, ihr, ihm, sie, per, über, via, auf, zu, schicken, senden, kontaktieren, und,"
        "oder,"
        "mich, uns, direkt, via, den, die, mit, am",
        Part.WRITING: "schreiben, anschreiben, nachrichten",
    },
    "es": {
        Part.DENIAL: "no, nunca, sin, nada de, ni, no quiere, no le gusta, no le gustan",
        Part.LACK: "numero, direccion, todavia, no hay, no tiene, no solo, no contesta, no responde, todavia no,"
        "aun no, no pude, no ha",
        Part.ONLY: "solo, solamente, unicamente",
        Part.FILLER: "por favor, por, le, la, lo, les, mandar, enviar, mas, a, al, el, los, las, un, contactar, me, y,"
        "o,"
        "mandarle, enviarle, recibir, por via, usar, hacer, en, de, que",
        Part.WRITING: "escribir, escribirle, escribas, mensajes, escriban, escriba",
    },
    "ru": {
        Part.DENIAL: "не, без, никаких, нельзя, не надо, не нужно, не любит, не хочет, только не, не стоит, просил не,"
        "просила не, против",
        Part.LACK: "номер, номера, адрес, адреса, не только, еще не, пока не, не отвечает, не ответил, не ответила,"
        "не смог, не успел",
        Part.ONLY: "только, исключительно, лишь",
        Part.FILLER: "пожалуйста, на, по, в, ему, ей, им, больше, и, или, через, слать, отправлять, мне, нам,"
        "использовать,"
        "с, ни, его, ее, посылать, холодных",
        Part.WRITING: "писать, пиши, пишите, сообщения, сообщений",
    },
    "uk": {
        Part.DENIAL: "не, без, жодних, ніяких, не можна, не треба, не потрібно, не любить, не хоче, тільки не,"
        "просив не,"
        "просила не, проти",
        Part.LACK: "номеру, адреси, не тільки, не лише, ще не, поки не, не відповідає, не відповів, не відповіла,"
        "не зміг",
        Part.ONLY: "тільки, лише, виключно",
        Part.FILLER: "будь ласка, на, по, в, у, йому, їй, їм, більше, і, й, та, або, через, слати, надсилати, мені,"
        "нам,"
        "з, із, ні, його, її, холодних",
        Part.WRITING: "писати, пишіть, повідомлення, повідомлень, пиши",
    },
}
