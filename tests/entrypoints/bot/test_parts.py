"""Albums, and texts that Telegram cuts: several updates, one message."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from application.inbox.parts import GATHER
from application.ports.inbox import InboundUpdate
from domain.lead.lead import MAX_NOTE_LENGTH
from entrypoints.bot.incoming.joining import LIMIT, TelegramJoining
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor
from tests.support.inbox import handle_waiting
from tests.support.leads import BOT_ID
from tests.support.memory_app import MemoryApp

PIECE = ("Met Ada at the fair. " * 300)[: LIMIT - 1] + "."
SHORT = "Ada from Acme wants a demo."


class Arrivals:
    """Updates of one person, kept as they come and handled as by the program."""

    def __init__(self, app: MemoryApp, visitor: Visitor) -> None:
        self.app = app
        self.visitor = visitor

    async def come(self, *contents: Mapping[str, object], chat_id: int | None = None) -> None:
        updates = [self._update(content) for content in contents]
        async with self.app.transactions.write() as tx:
            await tx.inbox.keep(updates, at=self.app.clock.now())
        await self.handled()

    async def handled(self) -> None:
        app = self.app
        await handle_waiting(app.transactions, app.clock, self.visitor.bot, app.messenger, TelegramJoining())

    async def later(self, wait: timedelta = GATHER) -> None:
        self.app.clock.advance(wait)
        await self.handled()

    async def notes(self) -> Sequence[str]:
        leads = await self.app.use.queries.list_all(limit=100)
        return sorted([(await self.app.state(lead.row.lead_id)).note for lead in leads])

    async def answers(self) -> Sequence[str]:
        return [one.content.message.text for one in await self.app.entries() if one.content.lead_id is None]

    def _update(self, content: Mapping[str, object]) -> InboundUpdate:
        return self.visitor.update("message", self.visitor.sending(content))


@pytest.fixture
def arrivals(app: MemoryApp, owner: Visitor) -> Arrivals:
    return Arrivals(app, owner)


def a_photo(caption: str = "", album: str = "album-1") -> Mapping[str, object]:
    return {"photo": [{}], "media_group_id": album, **({"caption": caption} if caption else {})}


# Albums.


@pytest.mark.parametrize("place", range(5))
async def test_an_album_is_one_note_whichever_photo_has_its_caption(arrivals: Arrivals, place: int) -> None:
    await arrivals.come(*(a_photo("Met Ada at the fair" if n == place else "") for n in range(5)))
    await arrivals.later()

    assert await arrivals.notes() == ["Met Ada at the fair"]
    assert await arrivals.answers() == [texts.WORDS_ONLY.text]


async def test_an_album_without_words_is_answered_once(arrivals: Arrivals) -> None:
    await arrivals.come(*(a_photo() for _ in range(5)))
    await arrivals.later()

    assert await arrivals.answers() == [texts.NOT_TEXT.text]


async def test_an_album_that_comes_in_several_batches_is_one(arrivals: Arrivals) -> None:
    await arrivals.come(a_photo(), a_photo())
    await arrivals.later(GATHER / 2)
    await arrivals.come(a_photo("Met Ada"))
    await arrivals.later()

    assert await arrivals.notes() == ["Met Ada"]
    assert await arrivals.answers() == [texts.WORDS_ONLY.text]


async def test_a_photo_of_an_album_that_comes_late_is_not_answered_again(arrivals: Arrivals) -> None:
    await arrivals.come(a_photo(), a_photo())
    await arrivals.later()

    await arrivals.come(a_photo())
    await arrivals.later()

    assert await arrivals.answers() == [texts.NOT_TEXT.text]


async def test_two_albums_are_two(arrivals: Arrivals) -> None:
    await arrivals.come(a_photo("Met Ada"), a_photo(), a_photo("Met Bob", "album-2"), a_photo(album="album-2"))
    await arrivals.later()
    await arrivals.later()

    assert await arrivals.notes() == ["Met Ada", "Met Bob"]


async def test_a_message_after_an_album_ends_the_wait(arrivals: Arrivals) -> None:
    await arrivals.come(a_photo("Met Ada"), {"text": "Met Bob"})

    assert await arrivals.notes() == ["Met Ada", "Met Bob"]


# Texts that were cut.


async def test_a_note_that_telegram_cut_is_one_note(arrivals: Arrivals) -> None:
    await arrivals.come({"text": PIECE})
    before = await arrivals.notes()
    await arrivals.come({"text": PIECE}, {"text": SHORT})

    assert before == []
    assert await arrivals.notes() == [PIECE + PIECE + SHORT]


async def test_pieces_that_were_cut_at_a_space_are_put_together_in_lines(arrivals: Arrivals) -> None:
    await arrivals.come({"text": PIECE[:4000]}, {"text": SHORT})

    assert await arrivals.notes() == [f"{PIECE[:4000]}\n{SHORT}"]


async def test_a_long_note_without_more_is_a_note_after_a_moment(arrivals: Arrivals) -> None:
    await arrivals.come({"text": PIECE})
    await arrivals.later()

    assert await arrivals.notes() == [PIECE]


async def test_a_cut_note_beyond_the_limit_is_refused_as_a_whole(arrivals: Arrivals) -> None:
    await arrivals.come(*[{"text": PIECE}] * 5, {"text": SHORT})

    assert await arrivals.notes() == []
    [answer] = await arrivals.answers()
    assert answer.startswith(f"That note is too long: it has {5 * len(PIECE) + len(SHORT)} characters")
    assert str(MAX_NOTE_LENGTH) in answer


@pytest.mark.parametrize(
    "second",
    [
        {"text": "/leads"},
        {"text": SHORT, "date": 2_000_000_000},
        {"text": SHORT, "forward_origin": {"type": "hidden_user"}},
        {"text": SHORT, "from": {"id": 8, "is_bot": False}},
        {"photo": [{}]},
        {"photo": [{}], "caption": SHORT},
    ],
    ids=["a command", "a later message", "a forward", "another person", "a photo", "a photo with words"],
)
async def test_what_is_no_rest_of_a_text_is_not_added_to_it(arrivals: Arrivals, second: Mapping[str, object]) -> None:
    await arrivals.come({"text": PIECE}, second)

    assert PIECE in await arrivals.notes()


async def test_a_text_after_a_picture_with_many_words_costs_neither(arrivals: Arrivals) -> None:
    await arrivals.come({"photo": [{}], "caption": PIECE}, {"text": SHORT})

    assert await arrivals.notes() == [SHORT, PIECE]


async def test_an_ordinary_note_waits_for_no_other(arrivals: Arrivals) -> None:
    await arrivals.come({"text": "Met Ada"}, {"text": "Met Bob"})

    assert await arrivals.notes() == ["Met Ada", "Met Bob"]


async def test_parts_that_wait_survive_a_crash(app: MemoryApp, owner: Visitor) -> None:
    await Arrivals(app, owner).come({"text": PIECE})

    await Arrivals(app, owner).come({"text": SHORT})

    assert await Arrivals(app, owner).notes() == [PIECE + SHORT]


def test_a_part_that_cannot_be_read_has_no_others() -> None:
    joining, broken = TelegramJoining(), InboundUpdate(BOT_ID, 1, 7, json.dumps({"message": {}}))

    assert not joining.is_open(broken)
    assert not joining.continues(broken, broken)
