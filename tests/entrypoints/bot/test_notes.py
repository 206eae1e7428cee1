"""Messages from a person: notes, commands, and the rest."""

import pytest

from application.delivery.entry import EntryKind
from application.ports.open_questions import OpenQuestion
from domain.lead.lead import MAX_NOTE_LENGTH
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor
from tests.support.memory_app import MemoryApp

PHOTO = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}


async def test_a_note_becomes_a_lead_whose_card_is_the_answer(app: MemoryApp, owner: Visitor) -> None:
    answers = await owner.writes("Met Ada at the fair")

    assert answers == []
    [card] = await app.entries()
    assert (card.content.kind, card.content.chat_id) == (EntryKind.CARD, owner.chat_id)
    [lead] = await app.use.queries.list_all(limit=10)
    assert (lead.row.owner_id, lead.row.chat_id) == (owner.person_id, owner.chat_id)


async def test_the_same_update_handled_twice_makes_one_lead(app: MemoryApp, owner: Visitor) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 70, "type": "private"}, "text": "Met Ada"}
    update = owner.update("message", {**message, "from": {"id": 7, "is_bot": False, "first_name": "You"}})

    await owner.bot(update, app.transactions)
    await owner.bot(update, app.transactions)

    assert len(await app.use.queries.list_all(limit=10)) == 1


async def test_words_after_a_question_that_cannot_be_read_any_more_are_a_note(app: MemoryApp, owner: Visitor) -> None:
    async with app.transactions.write() as tx:
        await tx.questions.ask(OpenQuestion(owner.chat_id, "set/ask/age", app.clock.now()))

    assert await owner.writes("Met Ada at the fair\nwho wants a demo") == []
    assert len(await app.use.queries.list_all(limit=10)) == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/help", texts.HELP.text),
        ("/leads", texts.NO_LEADS.text),
        (
            "/frobnicate now",
            "I do not know /frobnicate. /help says what I can do; a note is just text without a slash.",
        ),
        (" \n ", texts.EMPTY_NOTE.text),
        (
            "x" * (MAX_NOTE_LENGTH + 1),
            "That note is too long: it has 20001 characters, and I can keep 20000. Please send it in shorter pieces.",
        ),
    ],
)
async def test_a_command_or_a_note_that_is_none_gets_its_answer_and_no_lead(
    app: MemoryApp, owner: Visitor, text: str, answer: str
) -> None:
    assert await owner.writes(text) == [answer]

    assert await app.use.queries.list_all(limit=10) == []


async def test_an_unknown_command_without_end_is_not_said_back_whole(owner: Visitor) -> None:
    [answer] = await owner.writes("/" + "frobnicate" * 400)

    assert len(answer) < 200


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "+48 600 100 200", "first_name": "Ada"}},
        PHOTO,
        {"dice": {"emoji": "🎲", "value": 6}},
    ],
)
async def test_a_message_without_text_is_answered(app: MemoryApp, owner: Visitor, content: dict[str, object]) -> None:
    assert await owner.sends(content) == [texts.NOT_TEXT.text]
    assert await app.use.queries.list_all(limit=10) == []


async def test_leads_are_listed_for_their_owner_only(app: MemoryApp, owner: Visitor, stranger: Visitor) -> None:
    await app.planned_lead()

    [listed] = await owner.writes("/leads")

    assert listed == "Your leads (1)\nNext due first. Open one:"
    assert await stranger.writes("/leads") == [texts.NO_LEADS.text]


async def test_a_command_with_the_name_of_the_bot_is_understood(owner: Visitor) -> None:
    assert await owner.writes("/help@leadbell_bot") == [texts.HELP.text]
