"""What one person's page shows: the room seen from their chair."""

from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.controls import SandboxControls

MESSAGES_SHOWN = 300


class View:
    def __init__(self, room: Room, controls: SandboxControls | None) -> None:
        self._room = room
        self._controls = controls

    def state(self, person_id: int) -> dict[str, object]:
        """Everything that a page needs to draw itself anew. Raises ``KeyError`` for an unknown person."""
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
        """The time to show; ``movable`` is whether the page may skip it."""
        zone = self._controls.zone if self._controls else "UTC"
        now = self._room.store.now().isoformat()
        return {"now": now, "zone": zone, "movable": self._controls is not None}

    def calls(self) -> dict[str, object]:
        accepted = [
            {"chat_id": message.chat_id, "message_id": message.message_id, "text": message.text}
            for message in self._room.accepted
        ]
        return {"calls": dict(self._room.calls), "accepted": accepted}
