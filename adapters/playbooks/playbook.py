"""The playbooks, as a table to edit: how long after the plan, by which channel, the action and the text.

In braces stand facts that the note may tell; each reads naturally without them:

========== ============================= ====================== ==============================================
braces     known                         only in part           unknown
========== ============================= ====================== ==============================================
hello      Hi Anna,                      Hello Herr Müller,     Hello,
prospect   Anna Kowalska                 your contact at Acme   the prospect
company    Acme                                                 your team
met_at     (space) at the SaaS expo                             (nothing)
========== ============================= ====================== ==============================================
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaybookStep:
    """``delay_days`` counts from the day of the plan. ``action`` is imperative, ``text`` goes out as it is."""

    delay_days: int
    channel: str
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Playbook:
    name: str
    steps: tuple[PlaybookStep, ...]


COLD_OUTREACH = Playbook(
    "Cold outreach",
    (
        PlaybookStep(
            0,
            "email",
            "Email {prospect}: one question, one offer",
            "{hello}\n\nOne question: what would {company} most like to get done faster this quarter? "
            "I ask because I may be able to help with it. In 15 minutes I can show you how, "
            "and you decide whether it fits. Would Tuesday or Thursday suit you?",
        ),
        PlaybookStep(
            2,
            "linkedin",
            "Invite {prospect} to connect on LinkedIn",
            "{hello} I sent you a short email this week and would like to put a face to the name. "
            "Glad to connect, whatever you think of my question.",
        ),
        PlaybookStep(
            5,
            "email",
            "Offer {prospect} one concrete example",
            "{hello}\n\nAn example says more than a brochure. I can send you one page about a customer who had to "
            "decide what {company} may be deciding now: what they tried, what it cost and what came of it. "
            "Shall I send it?",
        ),
        PlaybookStep(
            9,
            "phone",
            "Call {prospect} with one question",
            "{hello} I wrote to you last week. I have one question, and it takes two minutes: what would have to be "
            "different for {company} to try something new here? If this is a bad moment, when may I call again?",
        ),
        PlaybookStep(
            14,
            "email",
            "Ask {prospect} who else to talk to",
            "{hello}\n\nPerhaps I am asking the wrong person. If one of your colleagues looks after this, whom should "
            "I talk to? A name is enough, and I will take it from there.",
        ),
        PlaybookStep(
            21,
            "email",
            "Close the conversation with {prospect} politely",
            "{hello}\n\nI have not heard from you, so I take it that this is no priority now. That is fine, and I will "
            "stop writing. Should it change, one line from you is enough. I wish you and {company} a good quarter.",
        ),
    ),
)

MET_AT_AN_EVENT = Playbook(
    "Met at an event",
    (
        PlaybookStep(
            0,
            "email",
            "Thank {prospect} and propose a call",
            "{hello}\n\nThank you for the conversation{met_at}. I would like to take it one step further: 20 minutes "
            "about what matters most to {company}, without slides. Would Tuesday or Thursday morning work for you?",
        ),
        PlaybookStep(
            2,
            "linkedin",
            "Invite {prospect} to connect on LinkedIn",
            "{hello} it was good to meet you{met_at}. I would be glad to stay in touch here as well.",
        ),
        PlaybookStep(
            5,
            "email",
            "Write one page for {prospect} and offer it",
            "{hello}\n\nAfter we talked{met_at}, I wrote down on one page what I would do first for {company}, "
            "and what it would take. Shall I send it, or would you rather go through it together?",
        ),
        PlaybookStep(
            9,
            "phone",
            "Call {prospect} and agree on a next step",
            "{hello} we met{met_at} the other day. Do you have two minutes? I would like to hear whether what we "
            "talked about still matters to {company}, and what a good next step would be. "
            "If this is a bad moment, when may I call again?",
        ),
        PlaybookStep(
            14,
            "telegram",
            "Ask {prospect} for a yes or a no",
            "{hello} is what we talked about{met_at} still on your list? A yes or a no is enough.",
        ),
        PlaybookStep(
            21,
            "email",
            "Close the conversation with {prospect} politely",
            "{hello}\n\nI enjoyed our conversation{met_at} and will leave it at that for now. If {company} comes back "
            "to the subject, one line from you is enough, and I will make time. All the best until then.",
        ),
    ),
)
