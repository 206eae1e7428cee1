"""English."""

from domain.timing.notes.found_timing import Task
from domain.timing.notes.words.vocabulary import Cue, Cues, Tasks

VERBS: Tasks = {
    Task.CALL: "call, call back, callback, phone, ring, ring back, dial, give a ring, give him a ring, give her a ring,"
    "speak, talk, calling, catch by phone",
    Task.WRITE: "write, text, message, ping, drop a line, dm, whatsapp, reply, answer, respond, get back to, e mail,"
    "email, mail, emailing, reach out, contact, touch base, nudge",
    Task.SEND: "send, sending, forward, share, deliver, ship, submit, post, mail over, send over, pass on",
    Task.MEET: "meet, meeting with, visit, see, come by, come over, drop off, stop by, drop by, have lunch,"
    "have coffee, catch up, present, invite, sit down,"
    "sync, grab, grab a coffee, grab a beer, grab lunch, pop in, pop by, swing by",
    Task.QUOTE: "quote",
    Task.OTHER: "follow up, followup, f/u, fu, check in, check back, check, chase, remind, reminder, circle back,"
    "loop back, reconnect, come back to, pick up,"
    "get in touch, prepare, arrange, revisit, try again, try, ask, confirm, introduce, intro, connect, order,"
    "bring, look, finish, invoice, next step, to do, todo",
}
PROMISES: Tasks = {
    Task.CALL: "will call, will phone, will ring, will speak, will talk",
    Task.WRITE: "will write, will email, will e mail, will reply, will message, will text, will contact",
    Task.SEND: "will send, will share, will forward, will deliver",
    Task.MEET: "will meet, will visit, will come",
    Task.QUOTE: "will quote",
    Task.OTHER: "will follow up, will check, will prepare, will ask, will confirm, will get in touch, will try",
}
"""The owner's where the sentence begins, the customer's behind a subject: "Anna will call"."""
NOUNS: Tasks = {
    Task.CALL: "call, phone call, zoom, teams, conversation, chat, skype",
    Task.WRITE: "e mail, email, letter, message",
    Task.SEND: "deck, brochure, samples, sample, catalogue, catalog, price list, prices, pricing, materials,"
    "documents, docs, nda, case study, contract draft, datasheet, specs",
    Task.MEET: "meeting, demo, lunch, coffee, dinner, appointment, visit, workshop, breakfast, beer, drinks, tour,"
    "walkthrough, presentation, session",
    Task.QUOTE: "quote, offer, proposal, quotation, estimate, tender",
}
CUES: Cues = {
    Cue.DONE: "met, spoke, talked, chatted, called, phoned, rang, wrote, emailed, e mailed, mailed, messaged, sent,"
    "visited, saw, was, were, had, got, came, went, discussed, showed, shown, gave, replied, answered, since, bumped,"
    "ran into, been, did, signed, bought, left, started, joined, founded, closed",
    Cue.AGREED: "without fail, need to, have to, owe, agreed, scheduled, schedule, booked, book, set, set up,"
    "arranged, planned, need, promised, confirmed, tentative, suggested, proposed, please, i'll, i will, we'll,"
    "we will, let's, must, due",
    Cue.WANTED: "wants, want, wanted, needs, asked for, asked, asks, requested, would like, expects, expecting,"
    "waiting for, interested, prefers",
    Cue.THEIRS: "start, starts, starting, begin, begins, launch, launches, launching, decide, decides, decided,"
    "expire, expires, ends, end, runs out, run out, move, moves, moving, open, opens, opening, migrate, migrating,"
    "valid, is valid, go live, goes live, going live, roll out, rolls out, rollout, buy, buying, hire, hiring, renew,"
    "renews, implement,"
    "approve, approves, approved, close, closes, release, releases, switch, switching, exhibit, exhibits, retires,"
    "plan to, plans to, calls, writes, sends, takes over, leaves, relocate, relocating, deploy, install, sign off",
    Cue.EVENT: "budget, fair, trade fair, expo, conference, event, summit, deadline, go live, kickoff, kick off, board,"
    "board meeting, renewal, contract, tender deadline, fiscal year, financial year, season, birthday, release, audit,"
    "decision, opening, exhibition, congress, wedding, project, trial, pilot, webinar, launch, delivery, ipo, funding,"
    "subscription, license, licence, warranty, lease, investment, purchase, expansion, start date",
    Cue.AWAY: "vacation, holiday, holidays, out of office, ooo, away, maternity, maternity leave, parental leave,"
    "leave,"
    "travelling, traveling, on a trip, business trip, sick, abroad, pto, sabbatical, busy, unavailable, off work,"
    "out of the country, out of town, overseas, thinking, on hold, frozen, freeze, budget freeze, paused, swamped,"
    "tied up, out sick, not available,"
    "not reachable, out",
    Cue.BACK: "back, back in the office, returns, return, returning, is back, available again,"
    "available, reachable, back from, can talk",
    Cue.NOT_BEFORE: "not before, never before, don't call before, not until, not till, no earlier than,"
    "not earlier than,"
    "earliest, the earliest, at the earliest, earliest on, only,"
    "available from, starting from, as of, free from",
    Cue.DEFERRING: "until, till, til, 'til",
    Cue.THEY: "he will, he'll, she will, she'll, they will, they'll, he is going to, she is going to, will call us,"
    "he would, she would, they would, will get back, he promised, she promised,"
    "they promised, he promised to, she promised to, they promised to, he said he, he calls, she calls, gets back,"
    "will let us know, will come back, will be in touch, will decide, they plan, he plans, she plans",
    Cue.A: "will be, will have, a, an, the, our, my, this, his, her, their, quick, short, first, next, last, another,"
    "intro, video, sales",
    Cue.NOT: "not, don't, dont, do not, never, no, can't, cannot, nothing, nobody, except, skip, avoid, without",
    Cue.IF: "if, unless, in case",
}
