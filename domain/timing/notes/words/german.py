"""German."""

from domain.timing.notes.found_timing import Task
from domain.timing.notes.words.vocabulary import Cue, Cues, Tasks

VERBS: Tasks = {
    Task.CALL: "anrufen, anzurufen, rufe, ruf, zurückrufen, rückruf, telefonieren, durchklingeln, durchrufen,"
    "sprechen, reden,"
    "rückmelden, anklingeln, wieder anrufen, nochmal anrufen",
    Task.WRITE: "schreiben, schreibe, schreib, anschreiben, mailen, mail, antworten, kontaktieren, texten",
    Task.SEND: "schicken, schicke, schick, senden, sende, zuschicken, zusenden, zuzuschicken, zu schicken, nachreichen,"
    "weiterleiten, liefern, übermitteln, verschicken, rausschicken, abschicken, zukommen lassen",
    Task.MEET: "treffen, besuchen, hinfahren, abholen, kaffee trinken, vorbeikommen, vorbeischauen, einladen,"
    "zusammensetzen, essen gehen",
    Task.QUOTE: "angebot machen, anbieten",
    Task.OTHER: "nachfassen, nachhaken, nachfragen, erinnern, erinnere, melden, melde, wieder melden, vorbereiten,"
    "prüfen, klären, fragen, frage, versuchen, dranbleiben, erledigen, vorstellen, bestätigen, wiedervorlage,"
    "bestellen, absprechen, abklären, rückfragen, todo",
}
NOUNS: Tasks = {
    Task.CALL: "anruf, telefonat, telefontermin, call, gespräch, videocall, telko",
    Task.WRITE: "e mail, email, nachricht, brief",
    Task.SEND: "unterlagen, preisliste, preise, muster, broschüre, katalog, prospekt, präsentation schicken, vertrag,"
    "dokumente, infos, datenblatt",
    Task.MEET: "treffen, termin, meeting, demo, mittagessen, kaffee, besuch, vorführung, besprechung, workshop, bier,"
    "abendessen, bemusterung, führung, ortstermin",
    Task.QUOTE: "angebot, angebote, offerte, kostenvoranschlag",
}
CUES: Cues = {
    Cue.DONE: "getroffen, traf, trafen, gesprochen, sprach, sprachen, gesehen, telefoniert, geschickt, geschrieben,"
    "angerufen, war, waren, hatte, hatten, kennengelernt, kennen gelernt, gewesen, besucht, gesendet, gemailt,"
    "geredet, unterhalten, gezeigt, erhalten, bekommen, rief, gemeldet, seit",
    Cue.AGREED: "vereinbart, ausgemacht, geplant, versprochen, abgemacht, verabredet, zugesagt, bitte, soll, sollen,"
    "fällig, ich werde, wir werden",
    Cue.WANTED: "möchte, will, wollen, wünscht, braucht, benötigt, bittet, bat, angefragt, erwartet, wartet auf,"
    "interessiert",
    Cue.THEIRS: "start*, beginn*, anfangen, fängt an, einführ*, eingeführt, entscheid*, entschieden, läuft aus, endet,"
    "gültig, umzieh*, zieht um, ziehen um, eröffn*, einsteigen, umsteigen, umstell*, kauft, kaufen, einstellen,"
    "verlänger*,"
    "live gehen, geht live, gehen live, freigegeben, ausrollen, bezieh*, findet statt, stattfind*, investier*,"
    "meldet sich, ruft, schreibt, schickt, sendet, melden sich, kommt, wechselt, schließt, stellt aus",
    Cue.EVENT: "budget, messe, hausmesse, fachmesse, leitmesse, konferenz, kongress, veranstaltung, vertragsende,"
    "launch, kick off, kickoff, go live,"
    "vorstand, vorstandssitzung, aufsichtsrat, ausschreibung, frist, abgabefrist, projekt, projektstart, geburtstag,"
    "entscheidung, eröffnung, umzug, lieferung, geschäftsjahr, tagung, event, saison, audit, vertrag läuft, lizenz,"
    "budgetrunde, budgetfreigabe, pilot, pilotprojekt, probezeit, jubiläum, investition",
    Cue.AWAY: "urlaub, ferien, betriebsferien, betriebsurlaub, abwesend, abwesenheit, verreist, krank,"
    "krankgeschrieben, elternzeit, mutterschutz,"
    "dienstreise, geschäftsreise, unterwegs, weg, nicht da, nicht erreichbar, nicht im haus, kur, beschäftigt,"
    "überlegt, überlegen, umbau, pausiert, auf eis, ausgebucht, im ausland, außer haus, auf reisen, auf reise",
    Cue.BACK: "wieder da, zurück, wieder im büro, wieder erreichbar, erreichbar, wieder im haus, kommt zurück, wieder,"
    "verfügbar",
    Cue.NOT_BEFORE: "nicht vor, erst, erst wieder, frühestens, nicht früher als",
    Cue.THEY: "er wird, sie wird, meldet sich, er meldet sich, sie meldet sich, er ruft, sie ruft, er schickt,"
    "sie schickt, er schreibt, sie schreibt, er will sich, sie will sich, ruft zurück, kunde schickt, er kommt,"
    "sie kommt, will sich melden",
    Cue.A: "ein, eine, einen, unser, unseren, unsere, mein, kurzes, kurzen, erster, ersten",
    Cue.NOT: "nicht, kein, keine, keinen, nie, außer, ohne",
    Cue.IF: "wenn, falls, sofern",
}
