"""Messages that their person changes afterwards, or reacts to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryKind
from application.inbox.parts import GATHER
from application.ports.inbox import InboundUpdate, identity_of_edits, identity_of_message
from entrypoints.bot.incoming.joining import LIMIT, TelegramJoining
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Flashed, Visitor, data_of, labels
from tests.support.inbox import handle_waiting
from tests.support.memory_app import MemoryApp

NOTE, OTHER = "Met Ada at the fair", "Met Ada Lovelace at the fair"
MESSAGE_ID = 77


@dataclass
class Writer:
    """Whose messages are kept with their identity, as Telegram's are."""

    app: MemoryApp
    owner: Visitor
    edits: int = 0

    async def writes(self, text: str, message_id: int = MESSAGE_ID, **more: object) -> None:
        content = self.owner.sending({"message_id": message_id, "text": text, **more})
        identity = identity_of_message(self.owner.chat_id, message_id)
        await self._come("message", content, identity)

    async def writes_in_pieces(self, pieces: Mapping[int, str], **more: object) -> None:
        """Texts by the ids of their messages, as Telegram cuts a long one."""
        app, updates = self.app, list[InboundUpdate]()
        for message_id, text in pieces.items():
            words = {"caption" if more else "text": text}
            content = self.owner.sending({"message_id": message_id, **words, **more})
            identity = identity_of_message(self.owner.chat_id, message_id)
            updates.append(replace(self.owner.update("message", content), identity=identity))
        async with app.transactions.write() as tx:
            await tx.inbox.keep(updates, at=app.clock.now())
        app.clock.advance(GATHER * 2)
        await handle_waiting(app.transactions, app.clock, self.owner.bot, app.messenger, TelegramJoining())

    async def changes(self, text: str, message_id: int = MESSAGE_ID, **more: object) -> list[str]:
        """Return what is said to that."""
        before = len(await self.app.entries())
        content = self.owner.sending({"message_id": message_id, "edit_date": 2, "text": text, **more})
        self.edits += 1
        await self._come("edited_message", content, f"{identity_of_edits(self.owner.chat_id, message_id)}{self.edits}")
        return [one.content.message.text for one in (await self.app.entries())[before:]]

    async def presses(self) -> Flashed:
        """The last button that was offered."""
        answers = [one.content.message for one in await self.app.entries() if one.content.kind is EntryKind.ANSWER]
        return await self.owner.presses(data_of("Take over", answers[-1]))

    async def note(self) -> str:
        [lead] = await self.app.use.queries.list_all(limit=10)
        return (await self.app.state(lead.row.lead_id)).note

    async def events(self) -> list[str]:
        [lead] = await self.app.use.queries.list_all(limit=10)
        return await self.app.kinds_of_events(lead.row.lead_id)

    async def _come(self, kind: str, content: Mapping[str, object], identity: str) -> None:
        app, update = self.app, replace(self.owner.update(kind, content), identity=identity)
        async with app.transactions.write() as tx:
            await tx.inbox.keep([update], at=app.clock.now())
        await handle_waiting(app.transactions, app.clock, self.owner.bot, app.messenger)


@pytest.fixture
def writer(app: MemoryApp, owner: Visitor) -> Writer:
    return Writer(app, owner)


async def test_a_changed_note_is_offered_to_be_taken_over(writer: Writer) -> None:
    await writer.writes(NOTE)

    [offer] = await writer.changes(OTHER)

    assert offer.startswith("You changed your note about Lead #")
    assert await writer.note() == NOTE
    assert "NoteCorrected" not in await writer.events()


async def test_the_change_is_taken_over_once_however_often_it_is_pressed(app: MemoryApp, writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)

    pressed = [await writer.presses() for _ in range(3)]

    assert [flashed.words for flashed in pressed] == ["✏️ Taken over"] * 3
    assert pressed[0].edited is not None
    assert pressed[0].edited.text == texts.TAKEN_OVER
    assert labels(pressed[0].edited) == ["👤 Open the lead"]
    assert await writer.note() == OTHER
    assert (await writer.events()).count("NoteCorrected") == 1


async def test_the_card_follows_the_note(app: MemoryApp, writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)

    await writer.presses()

    card = (await app.entries())[-1]
    assert card.content.kind is EntryKind.CARD
    assert OTHER in card.content.message.text


@pytest.mark.parametrize(
    "same",
    [
        {"text": NOTE},
        {"text": f" {NOTE}\n"},
        {"text": NOTE, "entities": [{"type": "bold", "offset": 0, "length": 3}]},
        {"text": NOTE, "edit_date": 2**31, "has_protected_content": True},
        {"text": ""},
        {"text": None, "location": {"latitude": 1, "longitude": 2}},
    ],
    ids=["a reaction", "spaces", "letters in bold", "other parts", "no words", "a place"],
)
async def test_an_edit_with_the_same_words_is_not_answered(writer: Writer, same: Mapping[str, object]) -> None:
    await writer.writes(NOTE)

    assert await writer.changes(**{"text": NOTE, **same}) == []  # type: ignore[arg-type]  # also what is no text


async def test_a_reaction_to_a_change_that_was_offered_is_not_answered(writer: Writer) -> None:
    await writer.writes(NOTE)

    assert [len(await writer.changes(OTHER)) for _ in range(3)] == [1, 0, 0]


async def test_a_reaction_to_a_change_that_was_taken_over_is_not_answered(writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)
    await writer.presses()

    assert await writer.changes(OTHER) == []


async def test_a_second_change_is_offered_too(writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)
    await writer.presses()
    await writer.changes("Met Grace at the fair")

    await writer.presses()

    assert await writer.note() == "Met Grace at the fair"
    assert (await writer.events()).count("NoteCorrected") == 2


async def test_a_change_back_to_the_first_words_wants_no_answer(writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)

    assert await writer.changes(NOTE) == []


async def test_edits_of_what_is_no_note_are_not_answered(app: MemoryApp, writer: Writer) -> None:
    await writer.writes("/help", message_id=1)
    await writer.writes(" ", message_id=2)
    await writer.writes("", message_id=3, photo=[{}])

    assert [await writer.changes("Met Ada", message_id) for message_id in (1, 2, 3, 4)] == [[], [], [], []]
    assert await app.use.queries.list_all(limit=10) == []


async def test_an_edit_of_an_answer_is_not_answered(app: MemoryApp, writer: Writer) -> None:
    await writer.owner.presses("set/ask/zone")
    await writer.writes("Kyiv")

    assert await writer.changes("Lisbon") == []


async def test_an_edit_of_a_deleted_lead_s_note_is_not_answered(app: MemoryApp, writer: Writer) -> None:
    await writer.writes(NOTE)
    [lead] = await app.use.queries.list_all(limit=10)
    await app.use.commands.delete(app.command(lead.row.lead_id))

    assert await writer.changes(OTHER) == []


async def test_a_change_of_a_lead_that_is_deleted_meanwhile_is_refused(app: MemoryApp, writer: Writer) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)
    [lead] = await app.use.queries.list_all(limit=10)
    await app.use.commands.delete(app.command(lead.row.lead_id))

    assert (await writer.presses()).words == "This lead is deleted."


async def test_the_change_of_a_caption_is_taken_over(app: MemoryApp, writer: Writer) -> None:
    await writer.writes("", photo=[{}], caption=NOTE)
    await writer.changes("", photo=[{}], caption=OTHER)

    await writer.presses()

    assert await writer.note() == OTHER


PIECES = {5: ("word " * 900)[: LIMIT - 1] + ".", 6: "the rest"}


@pytest.mark.parametrize(
    ("message_id", "becomes"), [(5, "Met Ada.the rest"), (6, f"{PIECES[5]}Met Ada.")], ids=["first", "last"]
)
async def test_of_a_note_that_telegram_cut_only_the_changed_piece_is_new(
    writer: Writer, message_id: int, becomes: str
) -> None:
    await writer.writes_in_pieces(PIECES)
    assert await writer.note() == "".join(PIECES.values())

    await writer.changes("Met Ada", message_id=message_id)
    await writer.presses()
    await writer.changes("Met Ada.", message_id=message_id)
    await writer.presses()

    assert await writer.note() == becomes


async def test_words_below_any_picture_of_an_album_are_kept_as_a_note(app: MemoryApp, writer: Writer) -> None:
    album = {"photo": [{}], "media_group_id": "7"}

    await writer.writes_in_pieces({5: "", 6: "Brightwater"}, **album)
    [question] = [one.content.message for one in await app.entries() if "New lead" in str(one)]
    await writer.owner.presses(data_of("New lead", question))

    assert await writer.note() == "Brightwater"


@pytest.mark.parametrize("later", ["Met Ada at the fair, call Tuesday", NOTE], ids=["a change", "back again"])
async def test_a_change_of_a_change_is_taken_over_whole(writer: Writer, later: str) -> None:
    await writer.writes(NOTE)
    for words in (f"{NOTE}, call Monday", later):
        await writer.changes(words)
        await writer.presses()

    assert await writer.note() == later


async def test_after_the_first_words_are_forgotten_a_change_is_still_offered(app: MemoryApp, writer: Writer) -> None:
    await writer.writes(NOTE)
    app.clock.advance(timedelta(days=1))
    async with app.transactions.write() as tx:
        assert await tx.inbox.forget_handled(before=app.clock.now()) == 1

    assert len(await writer.changes(OTHER)) == 1


@pytest.mark.parametrize("data", ["edit/1", "edit/9", "edit/999999999999999999", "edit/9999999999999999999", "edit/-1"])
async def test_a_forged_press_takes_nothing_over(app: MemoryApp, writer: Writer, stranger: Visitor, data: str) -> None:
    await writer.writes(NOTE)

    assert (await writer.owner.presses(data)).words == texts.OLD_BUTTON
    assert await writer.note() == NOTE


async def test_a_stranger_takes_no_change_over(app: MemoryApp, writer: Writer, stranger: Visitor) -> None:
    await writer.writes(NOTE)
    await writer.changes(OTHER)

    assert (await stranger.presses("edit/2")).words == texts.OLD_BUTTON
    assert await writer.note() == NOTE
