"""The texts of the settings."""

from application.delivery.message import Message, Span, Style
from application.wording.setting_values import Field

TITLES = {
    Field.ZONE: "🌍 Time zone",
    Field.SEND_TIME: "🕘 Send time",
    Field.QUIET: "🌙 Quiet hours",
    Field.DAYS: "📅 Working days",
    Field.HOLIDAYS: "🎉 Holidays",
    Field.LANGUAGE: "🗣 Language of dates",
    Field.FOLLOW_UPS: "💬 Follow-ups",
    Field.PAUSE: "⏸ Pause",
}
EXPLAINED = {
    Field.ZONE: "Reminders come, and dates are shown, by the clock of this place.",
    Field.SEND_TIME: "When a step says a day and no time, its reminder comes at this time.",
    Field.QUIET: "No reminder comes in these hours: it waits for the next send time.",
    Field.DAYS: "Reminders come on these days only.",
    Field.HOLIDAYS: "No reminder comes on the public holidays of this country.",
    Field.LANGUAGE: "Days and months are written in this language; everything else is in English.",
    Field.FOLLOW_UPS: "When a lead has gone quiet for three days, I ask you about it, until it is 60 days old.",
    Field.PAUSE: "While you are away no reminder comes. What would have come is sent when you are back.",
}
CITY_OR_PLACE = (
    "Type your city, for example Kyiv or San Francisco, or a zone, for example Europe/Kyiv or UTC+2. "
    "Or share your location: 📎, then Location."
)
PROMPTS = {
    Field.ZONE: CITY_OR_PLACE,
    Field.SEND_TIME: "Type the time at which reminders come, for example 09:30.",
    Field.QUIET: "Type from when to when no reminder may come, for example 20:00-08:00. Or type none.",
    Field.DAYS: "Type the days on which you work, for example mon-fri, sun-thu or mon, wed, fri.",
    Field.HOLIDAYS: "Type a country, for example Poland or PL. Or type none.",
    Field.PAUSE: "Type the day on which reminders come again, for example next Monday, in 2 weeks or 7 December.",
}

UNREAD_DAY = "I read no day in that. Type a day, for example next Monday, in 2 weeks or 7 December."
DAY_NOT_AHEAD = "That day is not ahead within a year. Type another one, for example next Monday or in 2 weeks."
NO_ZONE_THERE = f"I know no time zone at that place. {CITY_OR_PLACE}"
TOO_LONG = "That is too long for an answer. Type just a few words, as in the example above."
KEPT_AS_NOTE = "📝 Kept as a note."
CANCELLED = "Cancelled: nothing has changed. /settings shows what is set."


def unread(instruction: str) -> str:
    return f"I cannot read that. Please {instruction}."


def unknown_country(words: str) -> str:
    return f"I know no country called “{words[:40]}”. Type its English name or its code, for example Poland or PL."


def unknown_place(words: str) -> str:
    return (
        f"I know no place called “{words[:40]}”. Type a larger city near you, for example Kyiv, or a city with its "
        "country, for example Paris, France. A zone such as Europe/Kyiv or UTC+2 will do too."
    )


def several_places(words: str) -> str:
    return f"There are several places called “{words[:40]}”. Which one is yours?"


def welcome_question(zone: str) -> Message:
    spans = (Span("One thing first: where are you?", Style.BOLD), Span(f"\n\n{CITY_OR_PLACE}"))
    later = f"\n\nUntil you tell me, times are in {zone}. You can always do it later: /settings."
    return Message((*spans, Span(later)))


def moved(count: int) -> str:
    """Empty for none."""
    return "" if not count else "1 reminder moved" if count == 1 else f"{count} reminders moved"


def would_move(count: int) -> str:
    if not count:
        return "No reminder that waits would move."
    return "1 reminder would move." if count == 1 else f"{count} reminders would move."
