"""The acts of the page: those of a person, and moving the clock."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from entrypoints.sandbox.bot_api.methods.parameters import Parameters
from entrypoints.sandbox.bot_api.person import CannotDo, Person
from entrypoints.sandbox.bot_api.refusal import bad_request
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.store.changes import ALL
from entrypoints.sandbox.bot_api.store.messages import Message
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.kept_clock import KeptClock
from entrypoints.sandbox.page.view import View

Answer = dict[str, object]
Act = Callable[[Parameters], Awaitable[Answer]]
FURTHEST_SKIP_S = 10 * 366 * 24 * 3600


class Acts:
    """Every act takes the page's parameters and returns its answer. Raises ``CannotDo`` and ``Refusal``."""

    def __init__(self, room: Room, controls: KeptClock | None, view: View) -> None:
        self._room = room
        self._controls = controls
        self._view = view

    def by_path(self) -> dict[str, Act]:
        return {
            "say": self.say,
            "sticker": self.send_sticker,
            "contact": self.send_contact,
            "location": self.send_location,
            "press": self.press,
            "block": partial(self._set_blocking, True),
            "unblock": partial(self._set_blocking, False),
            "persons": self.add_person,
            "clock/advance": self.advance_clock,
            "clock/skip": self.skip_to_next_reminder,
        }

    async def say(self, sent: Parameters) -> Answer:
        reply_to = sent.integer("reply_to") if sent.has("reply_to") else None
        return _of(self._person(sent).say(sent.text("text"), reply_to=reply_to))

    async def send_sticker(self, sent: Parameters) -> Answer:
        return _of(self._person(sent).send_sticker(sent.text("emoji", "👍")))

    async def send_contact(self, sent: Parameters) -> Answer:
        names = sent.text("first_name").strip(), sent.text("last_name").strip()
        return _of(self._person(sent).send_contact(sent.text("phone_number").strip(), *names))

    async def send_location(self, sent: Parameters) -> Answer:
        return _of(self._person(sent).send_location(sent.number("latitude"), sent.number("longitude")))

    async def send_file(self, sent: Parameters, content: bytes, mime_type: str) -> Answer:
        """``kind`` photo (JPEG, as Telegram makes of every photo) or voice."""
        if sent.text("kind") == "photo" and content.startswith(b"\xff\xd8"):
            return _of(self._send_photo(sent, content))
        if sent.text("kind") == "voice" and content:
            seconds = max(sent.integer("duration", 1), 1)
            return _of(self._person(sent).send_voice(content, seconds=seconds, mime_type=mime_type))
        raise CannotDo("Only a JPEG photo or a voice file can be sent.")

    async def press(self, sent: Parameters) -> Answer:
        query = self._person(sent).press(sent.integer("message_id"), sent.text("data"))
        return {"query_id": query.query_id}

    async def add_person(self, sent: Parameters) -> Answer:
        if sent.integer("id") <= 0 or not sent.text("first_name").strip():
            raise bad_request("a person has a positive id and a first_name")
        texts = {name: sent.text(name) for name in ("first_name", "last_name", "username")}
        profile = Profile(sent.integer("id"), **texts, language_code=sent.text("language_code", "en"))
        self._room.add_person(profile, has_started=sent.flag("has_started"))
        self._room.store.changes.tell(ALL, "people", people=self._view.people())
        return {"people": self._view.people()}

    async def advance_clock(self, sent: Parameters) -> Answer:
        seconds = sent.integer("seconds")
        if seconds <= 0:
            raise CannotDo("The sandbox's clock goes forward only.")
        if seconds > FURTHEST_SKIP_S:
            raise CannotDo("The sandbox's clock skips ten years at most.")
        self._clock().advance(timedelta(seconds=seconds))
        return {"clock": self._view.clock()}

    async def skip_to_next_reminder(self, _sent: Parameters) -> Answer:
        """``skipped_to`` is null when nothing is scheduled."""
        skipped_to = await self._clock().skip_to_next_reminder()
        when = skipped_to.isoformat() if skipped_to else None
        return {"skipped_to": when, "clock": self._view.clock()}

    async def _set_blocking(self, blocks: bool, sent: Parameters) -> Answer:
        person = self._person(sent)
        (person.block if blocks else person.unblock)()
        return {"blocked": blocks}

    def _send_photo(self, sent: Parameters, jpeg: bytes) -> Message:
        return self._person(sent).send_photo(
            jpeg,
            width=max(sent.integer("width", 90), 1),
            height=max(sent.integer("height", 90), 1),
            caption=sent.text("caption"),
            album=sent.text("album"),
        )

    def _person(self, sent: Parameters) -> Person:
        return self._room.person(sent.integer("person"))

    def _clock(self) -> KeptClock:
        if self._controls is None:
            raise CannotDo("This sandbox's clock cannot be moved.")
        return self._controls


def _of(message: Message) -> Answer:
    return {"message_id": message.message_id}
