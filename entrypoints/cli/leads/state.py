"""A lead's state on the terminal: the card that its owner sees, then its reminders."""

from zoneinfo import ZoneInfo

from application.read_models.scheduled_reminders import reminder_rows
from application.wording.lead_card import lead_card
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState
from entrypoints.cli.output import columns_of, plain, print_json, say, show_rows

UTC = WallClock(ZoneInfo("UTC"))
REMINDER_COLUMNS = ("reminder_id", "step_id", "status", "due_at", "generation", "reminder_count", "snooze_count")


def show_state(state: LeadState, *, as_json: bool) -> None:
    """Times are in UTC."""
    reminders = reminder_rows(state)
    if as_json:
        print_json({**_state_view(state), "reminders": plain(reminders)})
        return
    say(lead_card(state, UTC).text + "\n")
    rows = [columns_of(one, REMINDER_COLUMNS) for one in reminders]
    show_rows(rows, REMINDER_COLUMNS, as_json=False, empty="It has no reminders.")


def _state_view(state: LeadState) -> dict[str, object]:
    ids, words = ("lead_id", "bot_id", "owner_id"), ("note", "prospect", "plans")
    names = (*ids, "version", *words, "captured_at", "changed_at", "deleted_at")
    view: dict[str, object] = plain(columns_of(state, names))
    return view
