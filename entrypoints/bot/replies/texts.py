"""The texts that the bot answers with."""

from application.delivery.message import Message, Span, Style, say
from application.errors import ApplicationError, LeadNotFound
from domain.errors import (
    DomainError,
    LeadHasNoPlan,
    LeadIsDeleted,
    LeadIsErased,
    LeadIsNotDeleted,
    LeadIsTooOld,
    NoteRefused,
    NoWorkingDays,
    PauseRefused,
    PlanSuperseded,
    SendTimeIsQuiet,
    SnoozeRefused,
    StepIsClosed,
    TimingRefused,
    UnknownCountry,
    UnknownPlan,
    UnknownStep,
    UnknownZone,
)

COMMANDS = (
    ("start", "What Leadbell does"),
    ("leads", "Your leads, next due first"),
    ("overdue", "Steps that you could not be reminded of in time"),
    ("stats", "How your leads are doing: replies, steps done"),
    ("settings", "Time zone, hours, holidays, pauses"),
    ("delete_my_data", "Erase everything about your leads, for good"),
    ("help", "How to use it"),
)

WELCOME = Message(
    (
        Span("🔔 Leadbell", Style.BOLD),
        Span(" keeps your follow-ups.\n\nSend me a note about somebody you want to sell to, for example:\n"),
        Span("Met Anna Kowalska from Acme at the SaaS expo, wants a demo", Style.ITALIC),
        Span("\n\nI make it a lead, write a plan, and remind you when each step is due."),
    )
)
HELP = Message(
    (
        Span("How to use Leadbell", Style.BOLD),
        Span(
            "\n\n• Send a note as text: it becomes a lead with a plan. A time in it (“call her tue 3pm”) becomes its "
            "first step.\n"
            "• Reply to a reminder or a card in your words: “done”, “skip”, “snooze until Monday”, “she said yes”. All "
            "other words are kept on the card. “find Sarah” finds a lead.\n"
            "• /leads shows your leads, next due first. Open one to see its plan, tick steps off, or delete it. "
            "History tells what has happened to it.\n"
            "• A reminder comes when a step is due: mark it done, skip it, or put it off. Later… has more times, takes "
            "words such as “next Monday at 14:00”, and moves the step itself. Why now? tells why it comes then.\n"
            "• A lead that goes quiet is brought up again every three days, until it is 60 days old or you stop that.\n"
            "• /overdue shows the steps whose reminder could not be sent in time: you may still take them up.\n"
            "• When somebody answers, press 💬 They replied on the card. /stats counts replies and steps.\n"
            "• /settings: your time zone, when reminders come, holidays, a pause while you are away.\n\n"
            "Only you see your leads. Deleting can be undone for a while; /delete_my_data erases everything for good."
        ),
    )
)
NO_LEADS = say("You have no leads yet. Send me a note about somebody, and I make a plan.")
NOTHING_OVERDUE = say("Nothing is overdue: no reminder was missed. /leads shows what is next.")
NO_STATISTICS = say("There is nothing to count yet. Send me a note about somebody, and I make a plan.")
EMPTY_NOTE = say("That note is empty. Write a few words about the person: who, where from, what they want.")
NOT_TEXT = say(
    "I keep what you sent, but I can only read text so far. Please write a few words about the person as a note."
)
WORDS_ONLY = say("I keep the words as a note. What came with them I cannot read yet.")
TAKEN_OVER = "✏️ The note has your new words. Its plan stays as it is."
PRIVATE_ONLY = say("I work in private chats only, so that nobody else sees your leads. Write to me directly.")
AS_TIMES = "for example tomorrow, next Monday, in 3 hours or 7 December"
TIME_NOT_AHEAD = f"That time is not ahead within a year. Try another one, {AS_TIMES}."
OLD_BUTTON = "This button is not for you, or not for now. Open /leads and try again."


def changed_note(title: str) -> Span:
    return Span(f"You changed your note about {title}. I still have the words from before.")


def unknown_command(command: str) -> Message:
    return say(f"I do not know {command[:40]}. /help says what I can do; a note is just text without a slash.")


def note_refused(error: NoteRefused) -> Message:
    if error.length == 0:
        return EMPTY_NOTE
    return say(
        f"That note is too long: it has {error.length} characters, and I can keep {error.limit}. "
        "Please send it in shorter pieces."
    )


def answer_anew(error: Exception) -> str:
    """For typed words that are no answer: how to write them instead."""
    if isinstance(error, TimingRefused) and error.is_time:
        return TIME_NOT_AHEAD
    return _REFUSALS.get(type(error), OLD_BUTTON)


def refusal(error: DomainError | ApplicationError) -> str:
    """For the person who pressed a button."""
    return _REFUSALS.get(type(error), OLD_BUTTON)


_REFUSALS: dict[type[Exception], str] = {
    LeadNotFound: "I do not find this lead among yours.",
    LeadIsDeleted: "This lead is deleted.",
    LeadIsErased: "This lead was erased: nobody can bring it back.",
    LeadIsNotDeleted: "This lead is not deleted.",
    LeadHasNoPlan: "The plan is still being written. Try again in a moment.",
    PlanSuperseded: "This is from an older plan. Open the lead to see the present one.",
    UnknownPlan: "This lead has no such plan.",
    UnknownStep: "The plan has no such step.",
    LeadIsTooOld: "This lead is 60 days old: it is not followed up any more.",
    UnknownCountry: "I have no calendar of that country. Open /settings and type its name.",
    StepIsClosed: "This step is already done or skipped.",
    NoteRefused: "That is no note: it is empty or too long.",
    SnoozeRefused: TIME_NOT_AHEAD,
    TimingRefused: f"I read no time in that. Try another way, {AS_TIMES}.",
    SendTimeIsQuiet: "The send time would lie in your quiet hours, when no reminder comes. "
    "Choose another time, or change the other one of the two first.",
    NoWorkingDays: "Name one working day at least, as mon-fri or mon,wed,fri.",
    PauseRefused: "Choose a day from tomorrow to a year from now, for example next Monday or in 2 weeks.",
    UnknownZone: "I know no time zone of that name. Type your city, for example Kyiv.",
}
