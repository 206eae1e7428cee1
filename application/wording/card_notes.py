"""The end of a card: reply, follow-ups, the zone of its times, and the buttons for the lead as a whole."""

from application.delivery.message import Button, Span, Style
from application.wording.callback_data import OnLead, RecordReply, ShowHistory, ShowPage, Verb
from application.wording.follow_up import follow_up_count
from application.wording.phrases import shortened
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderKind, ReminderStatus

SHOWN_NOTES, NOTE_LENGTH = 5, 200


def card_notes(state: LeadState, clock: WallClock) -> list[Span]:
    """``clock`` is the owner's; while its zone is not confirmed, the card asks."""
    notes = [
        note for note in (_added(state, clock), _reply(state, clock), _follow_up(state, clock), _zone(clock)) if note
    ]
    return [Span(f"\n\n{note}", Style.ITALIC) for note in notes]


def card_foot(state: LeadState) -> tuple[tuple[Button, ...], ...]:
    is_stopped = state.follow_ups.is_stopped
    follow = Button("🔔 Follow up again", OnLead(Verb.FOLLOW, state.lead_id).encode())
    stop = Button("🔕 Stop follow-ups", OnLead(Verb.STOP, state.lead_id).encode())
    move = Button("📅 Move a step", OnLead(Verb.MOVE, state.lead_id).encode())
    is_movable = state.plan is not None and any(step.is_open for step in state.plan.steps)
    return (
        *_reply_rows(state),
        (*((move,) if is_movable else ()), follow if is_stopped else stop),
        (
            Button("🗑 Delete", OnLead(Verb.DELETE, state.lead_id).encode()),
            Button("✏️ Edit", OnLead(Verb.EDIT, state.lead_id).encode()),
            history_button(state),
            Button("◀️ All leads", ShowPage(Verb.LEADS, 0).encode()),
        ),
    )


def history_button(state: LeadState) -> Button:
    return Button("🕓 History", ShowHistory(Verb.HISTORY, state.lead_id, 0).encode())


def _reply_rows(state: LeadState) -> tuple[tuple[Button, ...], ...]:
    """Until the reply is recorded."""
    if state.plan is None or state.replied_at is not None:
        return ()
    return ((Button("💬 They replied", RecordReply(Verb.REPLIED, state.lead_id, state.plan.number).encode()),),)


def _reply(state: LeadState, clock: WallClock) -> str:
    return f"💬 They replied on {clock.shows(state.replied_at)}" if state.replied_at else ""


def _added(state: LeadState, clock: WallClock) -> str:
    """The latest notes that were added."""
    latest = state.added_notes[-SHOWN_NOTES:]
    return "\n".join(f"📎 {clock.shows(one.at)}: {shortened(one.text, NOTE_LENGTH)}" for one in latest)


def _follow_up(state: LeadState, clock: WallClock) -> str:
    if state.follow_ups.is_stopped:
        return "No follow-ups for this lead."
    for reminder in state.schedule:
        if reminder.id.kind is ReminderKind.FOLLOW_UP and reminder.status is ReminderStatus.PENDING:
            return f"Follow-up {follow_up_count(state, reminder.id)}: {clock.shows(reminder.due_at)}"
    return ""


def _zone(clock: WallClock) -> str:
    return "" if clock.is_confirmed else f"Times are those of {clock.zone.key}. Is that your time? /settings"
