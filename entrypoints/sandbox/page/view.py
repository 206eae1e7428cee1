"""The content of one person's page."""

from dataclasses import asdict

from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.kept_clock import KeptClock

MESSAGES_SHOWN = 300


class View:
    def __init__(self, room: Room, controls: KeptClock | None) -> None:
        self._room = room
        self._controls = controls

    def state(self, person_id: int) -> dict[str, object]:
        """Return everything that a page needs to draw itself anew. Raise ``KeyError`` for an unknown person."""
        store, chat = self._room.store, self._room.store.chats.of(person_id)
        newest = list(chat.messages.values())[-MESSAGES_SHOWN:]
        return {
            "bot": store.bot.as_me(),
            "person": chat.person.as_user(),
            "people": self.people(),
            "blocked": chat.is_blocked,
            "messages": [store.shown_to_person(chat, message) for message in newest],
            "commands": store.commands.for_person(chat.person.language_code),
            "clock": self.clock(),
        }

    def people(self) -> list[dict[str, object]]:
        return [profile.as_user() for profile in self._room.people]

    def clock(self) -> dict[str, object]:
        """Return the time to show; ``movable`` is whether the page may skip it."""
        zone = self._controls.zone if self._controls else "UTC"
        now = self._room.store.now().isoformat()
        return {"now": now, "zone": zone, "movable": self._controls is not None}

    def calls(self) -> dict[str, object]:
        return {"calls": self._room.calls, "accepted": [asdict(message) for message in self._room.accepted]}
