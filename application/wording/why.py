"""Why a reminder comes when it comes, in the same words for its owner and for operators."""

from collections.abc import Iterator, Sequence

from application.audit.due_reasons import DueReasons
from application.audit.reason import LAST_ACTIVITY, Reason, ReasonKind
from application.delivery.message import Message, Span, Style
from application.wording.phrases import shortened
from application.wording.wall_clock import WallClock
from application.wording.why_due import due_sentences, reading, shift_sentences
from domain.due_time import DueTime, GivenBy
from domain.reminders.follow_ups import EVERY, UNTIL_AGE
from domain.reminders.reminder import ReminderKind

NOTE_LENGTH = 200
LATEST = 10
"""So many reasons fit into a message."""

_HAPPENED = {
    ReasonKind.SNOOZED: "snoozed",
    ReasonKind.MOVED: "the step was moved",
    ReasonKind.MOVED_ALONG: "moved along with step {number}",
    ReasonKind.REOPENED: "the step was opened again",
    ReasonKind.RESTORED: "the lead was restored",
    ReasonKind.KEPT_APART: "a message about it had just gone out, so the next one waits",
    ReasonKind.CLAIMED: "taken to be sent",
    ReasonKind.SENT_WITH_ANOTHER: "told in the message about step {number}",
    ReasonKind.SENT: "sent",
    ReasonKind.FAILED: "could not be delivered",
    ReasonKind.UNCONFIRMED: "sent, and nobody knows whether it arrived",
    ReasonKind.EXPIRED: "too late to be sent: it is in the overdue list",
    ReasonKind.REQUEUED: "to be sent once more",
    ReasonKind.FOUND_DELIVERED: "found to have arrived",
    ReasonKind.FOUND_NOT_DELIVERED: "found not to have arrived",
    ReasonKind.DONE: "the step was done",
    ReasonKind.SKIPPED: "the step was skipped",
    ReasonKind.DELETED: "the lead was deleted",
    ReasonKind.REPLACED: "plan {number} took its place",
    ReasonKind.LEAD_ACTIVE: "the lead was active again, from which follow-ups count anew",
    ReasonKind.STOPPED: "follow-ups were stopped",
}
_RESCHEDULED = {
    GivenBy.SEND_TIME: "at the next send time, since its time had passed",
    GivenBy.GUARD: "15 minutes after its last message, since nobody is told twice in a row",
}


def why_message(found: DueReasons, clock: WallClock, *, latest: int | None = LATEST) -> Message:
    """``latest`` reasons since the first are shown; None for all."""
    started, *since = found.reasons
    heading = Span(f"❓ Why {clock.shows(found.reminder.due_at)}?", Style.BOLD)
    lines = [*_about(found, started, clock), "", *_first_due(started, clock)]
    if since:
        lines += ["", "Since then:", *_since(started, since, clock, latest)]
    return Message((heading, Span("\n\n" + "\n".join([*lines, "", f"Times are those of {clock.zone.key}."]))))


def _about(found: DueReasons, started: Reason, clock: WallClock) -> Iterator[str]:
    state, reminder_id = found.state, found.reminder.id
    if reminder_id.kind is ReminderKind.FOLLOW_UP:
        yield f"Follow-up {started.number} since the lead was last active"
        yield f"Note: “{shortened(state.note, NOTE_LENGTH)}”"
        return
    plan = state.plan_number(reminder_id.plan_number)
    step = plan.step(reminder_id.step_id)
    yield f"Step {step.id}: {shortened(step.action, NOTE_LENGTH)}"
    yield f"Note: “{shortened(state.note, NOTE_LENGTH)}”"
    yield f"Plan {plan.number} by {plan.playbook}, made {clock.shows(started.at)}."


def _first_due(started: Reason, clock: WallClock) -> Iterator[str]:
    if started.due is None:
        return
    if started.kind is ReasonKind.FOLLOW_UP_SCHEDULED:
        since = "the lead's last activity" if started.detail == LAST_ACTIVITY else "when its owner was last told"
        yield f"Every {EVERY.days} days, until the lead is {UNTIL_AGE.days} days old: this one after {since}."
    yield from due_sentences(started.due, clock)
    yield f"So it was due {clock.shows(started.due.at)}."


def _since(started: Reason, since: Sequence[Reason], clock: WallClock, latest: int | None) -> Iterator[str]:
    """A change of the zone shows in the due time before."""
    lines, due = list[str](), started.due
    for reason in since:
        lines.append(_line(reason, due, clock))
        due = reason.due or due
    shown = lines if latest is None else lines[-latest:]
    if len(shown) < len(lines):
        yield f"• … {len(lines) - len(shown)} earlier"
    yield from shown


def _line(reason: Reason, before: DueTime | None, clock: WallClock) -> str:
    by = f" by {reason.actor}" if reason.actor.startswith("operator:") else ""
    why = f" ({reason.detail})" if reason.detail else ""
    due = f": {_set(reason.due, before, reason.kind, clock)}" if reason.due is not None else ""
    return f"• {clock.shows(reason.at)}: {_happened(reason, before)}{by}{why}{due}"


def _happened(reason: Reason, before: DueTime | None) -> str:
    if reason.kind is not ReasonKind.REDERIVED:
        return _HAPPENED[reason.kind].format(number=reason.number)
    if before and reason.due and before.zone and before.zone != reason.due.zone:
        return f"the owner's zone changed from {before.zone} to {reason.due.zone}"
    return "the owner's working hours, days off or pause changed"


def _set(due: DueTime, before: DueTime | None, kind: ReasonKind, clock: WallClock) -> str:
    comes = f"due {clock.shows(due.at)}"
    if due == before:
        return f"{comes}, as before"
    if due.given_by in _RESCHEDULED:
        return f"{comes}, {_RESCHEDULED[due.given_by]}"
    parts = [
        comes,
        reading(due) if kind in (ReasonKind.SNOOZED, ReasonKind.MOVED) else "",
        *map(_in_passing, shift_sentences(due, clock)),
    ]
    return "; ".join(part for part in parts if part)


def _in_passing(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"
