"""The answers to words."""

from application.delivery.message import Message, Span, Style, say
from domain.intent import Talk

TALK = {
    Talk.GREETING: say("Hello! Send me a note about a person you want to win. /leads shows your leads."),
    Talk.THANKS: say("You are welcome."),
    Talk.CONSENT: say(
        "All right. If that was about a step, reply to its reminder, for example with “done” or “snooze until Monday”."
    ),
    Talk.QUESTION: say(
        "I keep your follow-ups: send me a note about a person, and I write a plan and remind you of each step. "
        "/help says what else I can do."
    ),
    Talk.NOISE: say("I read no note in that. Write a few words about a person: who, where from, what they want."),
}
WHICH_LEAD = say("Which lead is that about? Reply to its reminder or its card, or open it: /leads")
NO_STEP = say("This lead has no open step now.")
NO_LEAD_NAMED = "I find no lead of that name. /leads shows all of them."
CHOOSE = "Which one?"
IS_IT_A_NOTE = "Is that a note about a new person?"
IS_IT_MORE = "You have this lead already. Is the note about the same person?"
NOTHING_DONE = "✖️ Nothing was changed."
KEPT = "Kept on the card."


def titled(before: str, title: str, after: str) -> Message:
    return Message((Span(before), Span(title, Style.BOLD), Span(after)))


def counted_leads(count: int) -> Message:
    words = "1 lead" if count == 1 else f"{count} leads"
    return say(f"You have {words}. /leads shows them, next due first.")
