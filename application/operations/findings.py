"""Problems that the figures show, and their cures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause, RelayPause
from application.operations.health import Figures
from application.ports.bots import KnownBot
from application.ports.troubles import StandingTrouble, Trouble

DUE_LAG = timedelta(minutes=1)
SEND_LAG = timedelta(minutes=5)
UPDATE_AGE = timedelta(minutes=5)

CURES = {
    PauseCause.MISCONFIGURED: "repair the token, the server or the second listener that its reason names, "
    "then `leadbell relay resume --reason R`",
    PauseCause.BREAKER: "see whether Telegram can be reached; a single message tries by itself when the pause is over",
    PauseCause.OPERATOR: "`leadbell relay resume --reason R` when what it was for is done",
}
"""A throttled pause is no problem: Telegram asked for it, and it ends by itself."""


REMEDIES = {
    Trouble.CLOCK_DOUBTED: (
        "The clock is doubted; no reminder is claimed, nothing expires, and updates wait",
        "Set the computer's clock, or switch its time synchronisation on: what waits is due when it is right. "
        "If it is Telegram's time that is wrong, set LEADBELL_TRUST_CLOCK=yes.",
    ),
    Trouble.DEAF: (
        "Notifications of other programs do not arrive",
        "Connect to PostgreSQL directly, or by a pooler in session mode. Until then the tables are looked at oftener.",
    ),
    Trouble.TELEGRAM_REFUSES: (
        "Telegram refuses this program",
        "See what its reason names: the token, a second program with the same bot, or a webhook.",
    ),
}
"""What is wrong, and its cure, for each standing trouble."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Two sentences for an operator."""

    problem: str
    to_do: str


def findings(figures: Figures) -> Iterator[Finding]:
    """None when all is well."""
    yield from map(_standing, figures.troubles)
    yield from _late(figures)
    yield from (_paused(pause, several_bots=len(figures.bots) > 1) for pause in figures.pauses if pause.cause in CURES)
    yield from _uncertain(figures)
    yield from _failed(figures)
    yield from (_lagging(name, lag) for name, lag in figures.projection_lag.items() if lag)


def _standing(trouble: StandingTrouble) -> Finding:
    said = REMEDIES[trouble.trouble]
    of_bot = f" (bot {trouble.bot_id})" if trouble.bot_id else ""
    return Finding(f"{said[0]}{of_bot} since {trouble.since:%Y-%m-%d %H:%M:%S} UTC: {trouble.reason}.", said[1])


def other_bot(bot: KnownBot) -> Finding:
    """A bot whose token these settings do not give."""
    return Finding(
        f"This database also holds bot {bot}, and its token is not in these settings.",
        "Nothing, when another program serves it. Else its messages wait for ever: LEADBELL_TELEGRAM_TOKEN takes the "
        "tokens of several bots, with commas in between.",
    )


def _late(figures: Figures) -> Iterator[Finding]:
    """Reminders are claimed and updates handled during a pause too; only messages have to wait for its end."""
    if figures.due_lag > DUE_LAG:
        yield Finding(
            f"A reminder has been due for {_long(figures.due_lag)} and is not claimed (more than {_long(DUE_LAG)}).",
            "See that `leadbell run` or a `worker` is running, and what its log says about reminders.",
        )
    if figures.send_lag > SEND_LAG and not figures.pauses:
        yield Finding(
            f"A message could have been sent {_long(figures.send_lag)} ago (more than {_long(SEND_LAG)}), "
            "and nothing pauses.",
            "See that `leadbell run` or a `worker` is running, and what its log says about messages.",
        )
    if figures.oldest_update > UPDATE_AGE:
        yield Finding(
            f"{_many(figures.updates_waiting, 'update')} not handled, the oldest for "
            f"{_long(figures.oldest_update)} (more than {_long(UPDATE_AGE)}).",
            "See that `leadbell run` is running, and what its log says about updates.",
        )


def _uncertain(figures: Figures) -> Iterator[Finding]:
    count = figures.entries.get(EntryState.UNCONFIRMED, 0)
    if count:
        age = _long(figures.oldest.get(EntryState.UNCONFIRMED, timedelta(0)))
        yield Finding(
            f"{_many(count, 'message')} unconfirmed, the oldest {age} old: a person has to say whether it arrived.",
            "`leadbell outbox list --state unconfirmed`, then `leadbell outbox resolve` or `resend` each of them.",
        )


def _failed(figures: Figures) -> Iterator[Finding]:
    if figures.updates_failed:
        yield Finding(
            f"{_many(figures.updates_failed, 'update')} failed: what a person sent could not be handled.",
            "`leadbell inbox list` shows them, `leadbell inbox retry` handles them once more after a repair.",
        )
    if figures.deaths:
        reasons = "; ".join(f"{count}: {reason}" for reason, count in sorted(figures.deaths.items()))
        yield Finding(
            f"{_many(sum(figures.deaths.values()), 'message')} dead since yesterday ({reasons}).",
            "`leadbell outbox list --state dead` shows them; `leadbell outbox retry` sends those that can arrive now.",
        )


def _paused(pause: RelayPause, *, several_bots: bool) -> Finding:
    until = f"until {pause.until:%Y-%m-%d %H:%M:%S} UTC" if pause.until else "until an operator resumes"
    cure = CURES[pause.cause]
    whose = "Nothing" if pause.bot_id is None or not several_bots else f"Nothing of bot {pause.bot_id}"
    problem = f"{whose} is sent {until} ({pause.cause}, by {pause.by}): {pause.reason}."
    return Finding(problem, f"{cure[0].upper()}{cure[1:]}.")


def _lagging(projection: str, lag: int) -> Finding:
    place = f"{lag} behind" if lag > 0 else f"{-lag} ahead of"
    return Finding(
        f"The read model {projection} is {place} the log, in events; it should be level.",
        f"`leadbell projections rebuild {projection}` computes it from the log anew.",
    )


def _many(count: int, one: str) -> str:
    return f"1 {one} is" if count == 1 else f"{count} {one}s are"


def _long(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size or seconds == size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
