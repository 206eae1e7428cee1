"""Spanish."""

from domain.timing.notes.found_timing import Task
from domain.timing.notes.words.vocabulary import Cue, Cues, Tasks

VERBS: Tasks = {
    Task.CALL: "llamar, llamarle, llamarla, llamarlo, llamale, llama, llamarles, llame, telefonear, hablar, marcar,"
    "llamemos, devolver llamada, devolver la llamada, llamo, hablamos",
    Task.WRITE: "escribir, escribirle, escribirles, escribe, escribele, escribo, contactar, contactarle, responder,"
    "contestar, mandar mensaje, mandar un mensaje, mandar correo, mandar un correo, enviar correo, enviar un correo",
    Task.SEND: "enviar, enviarle, enviarles, envia, enviale, envio, mandar, mandarle, mandarles, manda, mandale,"
    "mandala, mandalo, mando,"
    "pasar, pasarle, reenviar, entregar, compartir, remitir, hacer llegar",
    Task.MEET: "reunirme, reunirnos, reunirse, reunir, quedar, quedamos, visitar, visitarle, ver, verle, vernos,"
    "invitar, comer, almorzar, pasar por, pasarme, pasarme por, tomar cafe, tomar un cafe, nos vemos, juntarnos",
    Task.QUOTE: "cotizar, presupuestar",
    Task.OTHER: "recordar, recordarle, seguimiento, hacer seguimiento, dar seguimiento, preparar, confirmar, revisar,"
    "preguntar, preguntarle, insistir, comprobar, volver a contactar, retomar, intentar, presentar, avisar, volver a,"
    "recuerdame, firmar",
}
NOUNS: Tasks = {
    Task.CALL: "llamada, videollamada, telefono",
    Task.WRITE: "correo, email, e mail, mensaje, carta",
    Task.SEND: "lista de precios, precios, catalogo, muestras, folleto, presentacion, documentos, documentacion,"
    "contrato,"
    "informacion, info, ficha",
    Task.MEET: "reunion, cita, demo, comida, almuerzo, cafe, visita, demostracion, encuentro, taller, cena, cerveza,"
    "desayuno",
    Task.QUOTE: "presupuesto, oferta, cotizacion, propuesta",
}
CUES: Cues = {
    Cue.DONE: "conoci, conocimos, hable, vi, vimos, nos vimos, estuvo, estuvimos, estuve, fue, era, llamamos, envie,"
    "enviamos, mande, mandamos, escribi, escribimos, tuvimos, hablado, visto, llamado, enviado, vino, visite,"
    "encontre, coincidimos, charlamos, conocido, mostramos, enseñe",
    Cue.AGREED: "sin falta, le debo, acordado, acordamos, agendado, agendada, agendar, programada, programado,"
    "prometi, prometio, hay que, tengo que, toca, debo",
    Cue.WANTED: "quiere, quieren, necesita, necesitan, pide, piden, pidio, pidieron, espera, esperan, interesado,"
    "interesada, solicita, solicito, prefiere",
    Cue.THEIRS: "empezar, empieza, empiezan, comenzar, comienza, comienzan, arrancar, arranca, arrancan, lanzar, lanza,"
    "lanzan, decidir, decide, deciden, se decide, vence, termina, acaba, expira, mudarse, se muda, se mudan, abre,"
    "abren, abrir, implantar, comprar, compran, renovar, renueva, renuevan, aprueba, aprueban, llamara, escribira,"
    "enviara, mandara, respondera, inaugura*, cierra, cierran, migrar, migran, expone, exponen, caduca, valido, valida",
    Cue.EVENT: "feria, congreso, conferencia, evento, licitacion, plazo, proyecto, consejo, junta, renovacion,"
    "lanzamiento, apertura, decision, mudanza, cumpleaños, auditoria, temporada, licencia, inauguracion, piloto,"
    "presupuesto anual, inversion, entrega, cumbre",
    Cue.AWAY: "vacaciones, de viaje, viaje, fuera, ausente, baja, de baja, pensando, pensarlo, obras, en pausa,"
    "en el extranjero,"
    "ocupado, ocupada, enfermo, enferma,"
    "no disponible, no esta, maternidad",
    Cue.BACK: "vuelve, vuelven, volvera, regresa, regresan, regresara, de vuelta, disponible, reincorpora*, libre",
    Cue.NOT_BEFORE: "no antes de, no antes del, nunca antes de, no hasta, no hasta el, solo a partir de, solo desde,"
    "solo despues de, como pronto",
    Cue.DEFERRING: "hasta",
    Cue.THEY: "el llamara, ella llamara, nos llamara, nos llama, me llama, nos escribe, me escribe, nos envia,"
    "me envia,"
    "nos manda, me manda, prometio enviar, prometio llamar, prometio escribir, prometio enviarnos, prometio mandar,"
    "quedo en llamar, quedo en enviar, quedo en escribir, nos dira, nos responde, me dira, prometio responder",
    Cue.A: "una, un, la, nuestra, primera, otra, breve, proxima",
    Cue.NOT: "no, nunca, excepto, salvo, sin, menos",
    Cue.IF: "si",
}
